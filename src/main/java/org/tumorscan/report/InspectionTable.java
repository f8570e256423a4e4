package org.tumorscan.report;

import java.io.IOException;
import java.util.Locale;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.report.Inspection.Failure;
import org.tumorscan.report.Inspection.Header;
import org.tumorscan.report.Inspection.Pixels;

/**
 * {@code inspect} for people: a row a file, with the path last, since that may be long. Where the
 * pixels could not be read, the reason stands in place of their figures.
 */
public final class InspectionTable implements InspectionWriter {
  private static final String HEADER = "%-8s  %-18s  %-6s  %-15s  %-26s  ";
  private static final String FIGURES = "%9s  %9s  %11s  ";
  private static final String NO_FIGURES = "%-33s  ";
  private static final int SYNTAX_WIDTH = 26;

  private final Appendable out;
  private final boolean withSkipped;
  private boolean begun;

  /**
   * Writes to a stream that the caller keeps and closes.
   *
   * @param out such as standard output
   * @param withSkipped files that are no scans have rows, too
   */
  public InspectionTable(Appendable out, boolean withSkipped) {
    this.out = out;
    this.withSkipped = withSkipped;
  }

  @Override
  public void add(Inspection inspection) throws IOException {
    if (inspection.skipped() && !withSkipped) {
      return;
    }
    if (!begun) {
      begun = true;
      out.append(
              header("modality", "size", "bits", "photometric", "transfer syntax")
                  + String.format(FIGURES, "min", "max", "mean")
                  + "path")
          .append('\n');
    }
    out.append(row(inspection)).append('\n');
  }

  private static String row(Inspection inspection) {
    String path = Printable.of(inspection.path());
    String header =
        inspection.header().map(InspectionTable::header).orElse(header("", "", "", "", ""));
    if (inspection.error().isPresent()) {
      Failure failure = inspection.error().get();
      return header
          + String.format(NO_FIGURES, failure.reason())
          + path
          + ": "
          + Printable.of(failure.message())
          + failure.tag().map(tag -> ", element " + tag).orElse("")
          + (failure.offset().isPresent() ? ", byte " + failure.offset().getAsLong() : "");
    }
    return header
        + inspection
            .pixels()
            .map(InspectionTable::figures)
            .orElse(String.format(NO_FIGURES, "no such frame"))
        + path
        + previews(inspection);
  }

  private static String previews(Inspection inspection) {
    int count = inspection.previews().size();
    if (count == 0) {
      return "";
    }
    return "  -> "
        + inspection.previews().get(0)
        + (count > 1 ? " to " + inspection.previews().get(count - 1) : "");
  }

  private static String header(Header header) {
    String syntax =
        TransferSyntax.of(header.transferSyntax())
            .map(TransferSyntax::displayName)
            .orElse(header.transferSyntax());
    return header(
        Printable.of(header.modality().orElse("")),
        header.rows()
            + " x "
            + header.columns()
            + (header.frames() > 1 ? " x " + header.frames() : ""),
        (header.bits().signed() ? "s" : "u")
            + header.bits().stored()
            + "/"
            + header.bits().allocated(),
        header.photometric(),
        syntax.length() > SYNTAX_WIDTH ? syntax.substring(0, SYNTAX_WIDTH - 3) + "..." : syntax);
  }

  private static String header(
      String modality, String size, String bits, String photometric, String syntax) {
    return String.format(HEADER, modality, size, bits, photometric, syntax);
  }

  private static String figures(Pixels pixels) {
    return figures(number(pixels.min()), number(pixels.max()), number(pixels.mean()));
  }

  private static String figures(String min, String max, String mean) {
    return String.format(FIGURES, min, max, mean);
  }

  private static String number(Number number) {
    if (number instanceof Long whole) {
      return whole.toString();
    }
    double value = number.doubleValue();
    boolean plain = value == 0 || (Math.abs(value) >= 0.01 && Math.abs(value) < 1e7);
    return String.format(Locale.ROOT, plain ? "%.2f" : "%.2e", value);
  }
}
