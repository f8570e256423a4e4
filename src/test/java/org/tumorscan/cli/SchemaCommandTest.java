package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.report.ReportSchema;

/** {@code schema} as programs call it. */
class SchemaCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @EnumSource
  void everyDocumentHasASchema(ReportSchema each) throws Exception {
    assertEquals(ExitCode.OK, run("schema", each.name().toLowerCase(java.util.Locale.ROOT)));
    assertEquals(each.text(), out.toString());
    assertEquals(
        "https://json-schema.org/draft/2020-12/schema",
        new ObjectMapper().readTree(out.toString()).path("$schema").asText());
  }

  @Test
  void thatOfTheReportIsPrintedWhereNoneIsNamed() throws Exception {
    assertEquals(ExitCode.OK, run("schema"));
    assertEquals(ReportSchema.REPORT.text(), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void itNamesItsDocumentsAndRefusesOthers() {
    assertEquals(ExitCode.OK, run("schema", "--help"));
    assertTrue(out.toString().contains("audit.json of dataset audit"), out.toString());
    assertEquals(ExitCode.USAGE, run("schema", "csv"));
    assertTrue(err.toString().contains("csv"), err.toString());
  }

  @Test
  void everySplitIsOneThatEvaluateTakes() throws Exception {
    List<String> stated = new ArrayList<>();
    for (JsonNode split :
        new ObjectMapper().readTree(ReportSchema.EVALUATION.text()).at("/properties/split/enum")) {
      stated.add(split.asText());
    }
    assertEquals(Arrays.stream(SplitChoice.values()).map(SplitChoice::word).toList(), stated);
  }

  private int run(String... args) {
    return CheckedMain.run(
        args,
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            new StopSignal(),
            Map.of()));
  }
}
