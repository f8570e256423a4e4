package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.jsonl}, each line described by {@code lines-schema.json}: one outcome a line in
 * UTF-8, with the fields of an instance of {@code report.json} and, since lines are often parted
 * from their file, the model and the disclaimer. Every line is on disk before the next outcome is
 * taken.
 */
public final class JsonLinesReport implements ReportWriter {

  private final ReportTarget target;
  private final JsonGenerator json;
  private @Nullable RunInfo run;

  /**
   * Opens the report.
   *
   * @param target closed with the report
   */
  public JsonLinesReport(ReportTarget target) throws IOException {
    this.target = target;
    json =
        new JsonFactory()
            .createGenerator(target.writer())
            .setCharacterEscapes(new JsonEscapes())
            .setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void begin(RunInfo run) {
    this.run = run;
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    if (run == null) {
      throw new IllegalStateException("add before begin");
    }
    json.writeStartObject();
    OutcomeJson.writeFields(json, outcome);
    json.writeObjectFieldStart("model");
    json.writeStringField("id", run.model().id());
    json.writeStringField("version", run.model().version());
    json.writeNumberField("threshold", Rounding.exact(run.model().threshold()));
    json.writeEndObject();
    json.writeStringField("disclaimer", RunInfo.DISCLAIMER);
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    json.flush();
    target.commit();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
