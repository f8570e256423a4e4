package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  @Test
  void smallRunIsExactlyThisTable() throws IOException {
    assertEquals(
        """
        brain-mri-tumor 0.1.0-preview on cpu in float32
        suspicious from 0.500 (balanced); 90 % intervals over the ensemble
        ? = further from the training data than 99 % of the validation slices

        path                                            frame  likelihood  interval       decision
        a/1.dcm                                             1       0.250  0.188 - 0.281  not suspicious
        a/2.dcm                                             1       0.800  0.600 - 0.900  SUSPICIOUS ?
            no VOI window: full range used
        ct.dcm                                              1                             not applicable
            made for MR, and this is CT
        broken.dcm                                                                        rejected
            truncated: value of 512 bytes, 100 left in the file, element (7FE0,0010), byte 1234
            the transfer syntax is guessed

        series                                          count  likelihood                 decision
        1.2.3                                               2       0.536                 SUSPICIOUS
            Series: mean log-odds of the three highest slices (of all slices where there are fewer), each by
            itself, not calibrated; suspicious from 0.500.

        4 files, 3 frames: 2 classified (1 suspicious), 1 not applicable, 1 rejected
        Research tool, not a medical device. Not for diagnosis or treatment decisions.
        """,
        print(SampleRun.outcomes()));
  }

  @Test
  void longPathIsShortenedInTheMiddleAndNoLineIsWiderThanATerminal() throws IOException {
    String text =
        print(List.of(SampleRun.classified(SampleRun.slice("d/".repeat(60) + "name.dcm", 1), 0.8)));
    assertTrue(text.contains("d/d/d/d/d/d/d/.../d/d/d/d/d/d/d/d/d/d/name.dcm"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= ConsoleReport.WIDTH), text);
  }

  @Test
  void shorteningDoesNotSplitACharacter() {
    assertEquals(
        "\ud83e\udde0...\ud83e\udde0c",
        ConsoleReport.shorten("\ud83e\udde0aaaaaa\ud83e\udde0c", 6));
  }

  @Test
  void terminalControlsInAPathAreShownNotObeyed() throws IOException {
    String text = print(List.of(SampleRun.rejected("\u001b[2J\u202Ex\n")));
    assertTrue(text.contains("<U+001B>[2J<U+202E>x<U+000A> "), text);
  }

  @Test
  void sameReasonIsNotRepeated() throws IOException {
    String text = print(List.of(SampleRun.notApplicable("a"), SampleRun.notApplicable("b")));
    assertEquals(1, text.split("made for MR", -1).length - 1);
  }

  @Test
  void sameWarningsInARowAreNotRepeated() throws IOException {
    Outcome.Classified first = (Outcome.Classified) SampleRun.outcomes().get(1);
    assertEquals(List.of("no VOI window: full range used"), first.warnings());
    Outcome.Classified none = SampleRun.classified(SampleRun.slice("b", 1), 0.2);

    String text = print(List.of(first, first, none, first));

    assertEquals(2, text.split("no VOI window", -1).length - 1, text);
    assertEquals(1, text.split("warnings as above", -1).length - 1, text);
  }

  private static String print(List<Outcome> outcomes) throws IOException {
    StringBuilder out = new StringBuilder();
    SampleRun.write(new ConsoleReport(out), outcomes);
    return out.toString();
  }
}
