package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {
  @TempDir private Path directory;

  @Test
  void smallRunIsExactlyTheseRows() throws IOException {
    String end = ",\"brain-mri-tumor 0.1.0-preview\",\"" + RunInfo.DISCLAIMER + "\"\n";
    assertEquals(
        """
        "path","frame","status","tumorLikelihood","aloneLikelihood","intervalLow","intervalHigh","decision",\
        "outOfDistributionScore","outOfDistribution","warnings","reason","message","tag","offset",\
        "modality","bodyPart","studyInstanceUid","seriesInstanceUid","sopInstanceUid","model",\
        "disclaimer"
        """
            + "\"a/1.dcm\",1,\"classified\",0.2500,0.2500,0.1875,0.2813,\"not-suspicious\",0.5000,false,"
            + "\"\",,,,,\"MR\",\"HEAD\",\"1.2\",\"1.2.3\",\"1.2.3.4\""
            + end
            + "\"a/2.dcm\",1,\"classified\",0.8000,0.8000,0.6000,0.9000,\"suspicious\",1.2500,true,"
            + "\"no VOI window: full range used\",,,,,\"MR\",\"HEAD\",\"1.2\",\"1.2.3\",\"1.2.3.4\""
            + end
            + "\"ct.dcm\",1,\"not-applicable\",,,,,,,,\"\",\"not-applicable\","
            + "\"made for MR, and this is CT\",,,\"CT\",,,\"9.9\","
            + end
            + "\"broken.dcm\",,\"rejected\",,,,,,,,\"the transfer syntax is guessed\",\"truncated\","
            + "\"value of 512 bytes, 100 left in the file\",\"(7FE0,0010)\",1234,,,,,"
            + end,
        Files.readString(write(SampleRun.outcomes())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b.dcm",
        "say \"no\".dcm",
        "two\nlines\r\n.dcm",
        "\u00e9 \u2028 \ud83e\udde0.dcm",
        " padded "
      })
  void readerGetsThePathBack(String path) throws IOException {
    assertEquals(path, read(write(List.of(SampleRun.rejected(path)))).get(0).get("path"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"x\")",
        "+1",
        "-2.dcm",
        "@SUM",
        "\t=1",
        "\r=1",
        "\uFF1D1",
        "'quoted'"
      })
  void formulaIsDefusedByOneApostropheInFront(String path) throws IOException {
    assertEquals("'" + path, read(write(List.of(SampleRun.rejected(path)))).get(0).get("path"));
  }

  @Test
  void emptyRunHasItsHeader() throws IOException {
    assertTrue(Files.readString(write(List.of())).startsWith("\"path\",\"frame\",\"status\","));
  }

  private Path write(List<Outcome> outcomes) throws IOException {
    Path target = directory.resolve("report.csv");
    SampleRun.write(new CsvReport(ReportTarget.file(target)), outcomes);
    return target;
  }

  private static List<Map<String, String>> read(Path csv) throws IOException {
    try (var rows =
        new CsvMapper()
            .readerFor(Map.class)
            .with(CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(csv.toFile())) {
      return rows.readAll();
    }
  }
}
