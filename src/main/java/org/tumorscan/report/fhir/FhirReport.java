package org.tumorscan.report.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tumorscan.report.AtomicFile;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;

/**
 * {@code report.fhir.json}: the series and studies of a run as a FHIR R4 Bundle in UTF-8; names no
 * patient. Two runs on the same input differ in the run's time alone. Made of the totals and at
 * their end, when the whole Bundle is in memory: less than 50 kB a series, whatever its length.
 *
 * @see <a href="https://hl7.org/fhir/R4/diagnosticreport.html">FHIR R4 DiagnosticReport</a>
 */
public final class FhirReport implements ReportWriter {
  private final AtomicFile file;
  private @Nullable RunInfo run;

  /**
   * Opens the report.
   *
   * @param target the file to write or replace, in an existing directory
   */
  public FhirReport(Path target) throws IOException {
    file = new AtomicFile(target);
  }

  @Override
  public void begin(RunInfo run) {
    this.run = run;
  }

  @Override
  public void add(Outcome outcome) {
    // The totals have all that is reported of it.
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    if (run == null) {
      throw new IllegalStateException("finish before begin");
    }
    Writer writer = file.writer();
    FhirContext.forR4Cached()
        .newJsonParser()
        .setPrettyPrint(true)
        .encodeResourceToWriter(ResultBundle.of(run, totals), writer);
    writer.write("\n");
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
