package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tumorscan.report.Inspection.Bits;
import org.tumorscan.report.Inspection.Failure;
import org.tumorscan.report.Inspection.Header;
import org.tumorscan.report.Inspection.Pixels;
import org.tumorscan.report.Inspection.Rescale;

class InspectionTableTest {
  private static final Header HEADER =
      new Header(
          Optional.empty(),
          "1.2.840.10008.1.2.1",
          Optional.of("MR"),
          Optional.empty(),
          256,
          192,
          12,
          1,
          new Bits(16, 12, 11, false),
          "MONOCHROME2",
          new Rescale(OptionalDouble.of(1), OptionalDouble.of(0), OptionalInt.empty()),
          List.of(),
          List.of());

  private static Inspection failed(String path, boolean skipped) {
    Failure failure =
        new Failure("truncated", "it ends", Optional.of("(0028,0010)"), OptionalLong.of(7));
    return Inspection.failed(path, failure, skipped);
  }

  private static String table(boolean withSkipped) throws IOException {
    StringBuilder out = new StringBuilder();
    InspectionTable table = new InspectionTable(out, withSkipped);
    table.add(
        new Inspection(
            "1.dcm",
            Optional.of(HEADER),
            List.of(),
            Optional.of(new Pixels(List.of(12, 256, 192), 0L, 4095L, 12.345, "")),
            List.of("ab-0001.png", "ab-0012.png"),
            Optional.empty(),
            false));
    table.add(failed("2\u202E.dcm", false));
    table.add(failed("notes.txt", true));
    return out.toString();
  }

  @Test
  void everyFileIsARowWithFiguresOrAReason() throws IOException {
    String figures =
        "MR        256 x 192 x 12      u12/16  MONOCHROME2      Explicit VR Little Endian  ";
    List<String> rows = table(false).lines().toList();
    assertEquals(3, rows.size());
    assertEquals(rows.get(1).indexOf("Explicit"), rows.get(0).indexOf("transfer syntax"));
    assertEquals(
        figures + "         0       4095        12.35  1.dcm  -> ab-0001.png to ab-0012.png",
        rows.get(1));
    assertEquals(
        "truncated" + " ".repeat(26) + "2<U+202E>.dcm: it ends, element (0028,0010), byte 7",
        rows.get(2).strip());
    assertEquals(rows.get(1).indexOf("1.dcm"), rows.get(2).indexOf("2<U+202E>"));
  }

  @Test
  void whatIsSkippedIsListedWhereAsked() throws IOException {
    assertEquals(4, table(true).lines().count());
  }
}
