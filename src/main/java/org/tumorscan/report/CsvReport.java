package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.inference.Prediction;

/**
 * {@code report.csv}: one row an outcome, one header row, UTF-8, comma, text in double quotes (RFC
 * 4180), lines ended by a line feed.
 *
 * <p>A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does
 * one that begins with an apostrophe: dropping one leading apostrophe gives the text back.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class CsvReport implements ReportWriter {

  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          // The path first: even a spreadsheet that expects semicolons then sees it quoted.
          .addColumn("path")
          .addColumn("frame")
          .addColumn("status")
          .addColumn("tumorLikelihood")
          .addColumn("aloneLikelihood")
          .addColumn("intervalLow")
          .addColumn("intervalHigh")
          .addColumn("decision")
          .addColumn("outOfDistributionScore")
          .addColumn("outOfDistribution")
          .addColumn("warnings")
          .addColumn("reason")
          .addColumn("message")
          .addColumn("tag")
          .addColumn("offset")
          .addColumn("modality")
          .addColumn("bodyPart")
          .addColumn("studyInstanceUid")
          .addColumn("seriesInstanceUid")
          .addColumn("sopInstanceUid")
          .addColumn("model")
          .addColumn("disclaimer")
          .setLineSeparator("\n")
          .build();

  /** What starts a formula in a spreadsheet, in full width too, and our own mark. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

  private final ReportTarget target;
  private final CsvGenerator csv;
  private @Nullable RunInfo run;

  /**
   * Opens the report.
   *
   * @param target closed with the report
   */
  public CsvReport(ReportTarget target) throws IOException {
    this.target = target;
    csv = new CsvFactory().createGenerator(target.writer());
    csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    csv.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
    csv.setSchema(COLUMNS);
  }

  @Override
  public void begin(RunInfo run) throws IOException {
    this.run = run;
    // The generator's own header would come with the first row only, and a run may have none.
    csv.writeStartArray();
    for (CsvSchema.Column column : COLUMNS) {
      csv.writeString(column.getName());
    }
    csv.writeEndArray();
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    if (run == null) {
      throw new IllegalStateException("add before begin");
    }
    csv.writeStartObject();
    writeSubject(outcome);
    if (outcome instanceof Outcome.Classified classified) {
      writeClassified(classified);
    } else if (outcome instanceof Outcome.NotApplicable notApplicable) {
      writeText("reason", "not-applicable");
      writeText("message", notApplicable.reason());
    } else if (outcome instanceof Outcome.Rejected rejected) {
      writeRejected(rejected);
    }
    writeText("warnings", String.join(" | ", outcome.warnings()));
    writeText("model", run.model().id() + " " + run.model().version());
    writeText("disclaimer", RunInfo.DISCLAIMER);
    csv.writeEndObject();
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    csv.close();
    target.commit();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  private void writeSubject(Outcome outcome) throws IOException {
    Outcome.Subject subject = outcome.subject();
    writeText("path", subject.path());
    if (subject.frameNumber().isPresent()) {
      csv.writeNumberField("frame", subject.frameNumber().get());
    }
    writeText("status", OutcomeJson.status(outcome));
    writeText("modality", subject.modality());
    writeText("bodyPart", subject.bodyPart());
    writeText("studyInstanceUid", subject.studyInstanceUid());
    writeText("seriesInstanceUid", subject.seriesInstanceUid());
    writeText("sopInstanceUid", subject.sopInstanceUid());
  }

  private void writeClassified(Outcome.Classified classified) throws IOException {
    Prediction prediction = classified.prediction();
    csv.writeNumberField("tumorLikelihood", Rounding.exact(prediction.tumorLikelihood()));
    csv.writeNumberField("aloneLikelihood", Rounding.exact(prediction.aloneLikelihood()));
    csv.writeNumberField("intervalLow", Rounding.exact(prediction.interval().low()));
    csv.writeNumberField("intervalHigh", Rounding.exact(prediction.interval().high()));
    writeText("decision", OutcomeJson.decision(classified.suspicious()));
    csv.writeNumberField("outOfDistributionScore", Rounding.exact(prediction.novelty().score()));
    csv.writeBooleanField("outOfDistribution", prediction.novelty().isOutOfDistribution());
  }

  private void writeRejected(Outcome.Rejected rejected) throws IOException {
    writeText("reason", rejected.reason());
    writeText("message", rejected.message());
    writeText("tag", rejected.tag());
    if (rejected.byteOffset().isPresent()) {
      csv.writeNumberField("offset", rejected.byteOffset().getAsLong());
    }
  }

  private void writeText(String column, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      writeText(column, text.get());
    }
  }

  private void writeText(String column, String text) throws IOException {
    boolean guard = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    csv.writeStringField(column, Printable.wellFormed(guard ? "'" + text : text));
  }
}
