package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.RunTotals.TopInstance;

/**
 * {@code report.json}: the whole run as one JSON document in UTF-8, described by {@code
 * report-schema.json}. Two runs on the same input differ in {@code createdAt} alone.
 */
public final class JsonReport implements ReportWriter {

  /** Version of the format; the first number changes when a reader of the old would misread. */
  public static final String SCHEMA_VERSION = "1.0";

  private final ReportTarget target;
  private final JsonGenerator json;

  /**
   * Opens the report.
   *
   * @param target closed with the report
   */
  public JsonReport(ReportTarget target) throws IOException {
    this.target = target;
    json =
        new JsonFactory()
            .createGenerator(target.writer())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setCharacterEscapes(new JsonEscapes())
            .setPrettyPrinter(
                // The default indenter's line ends depend on the machine.
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
  }

  @Override
  public void begin(RunInfo run) throws IOException {
    json.writeStartObject();
    json.writeStringField("schemaVersion", SCHEMA_VERSION);
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", "tumorscan");
    json.writeStringField("version", run.toolVersion());
    json.writeEndObject();
    json.writeStringField("createdAt", run.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    json.writeStringField("disclaimer", RunInfo.DISCLAIMER);
    writeModel(run.model());
    json.writeStringField("dicomReader", run.dicomReader());
    json.writeStringField("device", run.execution().device());
    json.writeStringField("precision", run.execution().precision().word());
    json.writeObjectFieldStart("scoreRules");
    json.writeStringField("slice", run.model().series().rule().smoothingDescription());
    json.writeStringField("series", run.model().series().rule().description());
    json.writeStringField("study", StudyScore.RULE);
    json.writeEndObject();
    json.writeArrayFieldStart("instances");
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    json.writeStartObject();
    OutcomeJson.writeFields(json, outcome);
    json.writeEndObject();
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("series");
    for (SeriesScore series : totals.series()) {
      writeSeries(series);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("studies");
    for (StudyScore study : totals.studies()) {
      writeStudy(study);
    }
    json.writeEndArray();
    writeSummary(totals.summary());
    json.writeEndObject();
    json.close();
    target.writer().write("\n");
    target.commit();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  private void writeModel(RunInfo.ModelInfo model) throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("id", model.id());
    json.writeStringField("version", model.version());
    json.writeStringField("sha256", model.sha256());
    writeStrings("labels", model.labels());
    json.writeObjectFieldStart("operatingPoint");
    json.writeStringField("name", model.operatingPoint());
    json.writeNumberField("threshold", Rounding.exact(model.threshold()));
    json.writeNumberField("seriesThreshold", Rounding.exact(model.series().threshold()));
    json.writeEndObject();
    json.writeNumberField("outOfDistributionRate", NoveltyScale.FALSE_ALARM_RATE);
    json.writeStringField("scope", model.scope());
    writeStrings("limits", model.limits());
    json.writeEndObject();
  }

  private void writeSeries(SeriesScore series) throws IOException {
    json.writeStartObject();
    json.writeStringField("seriesInstanceUid", Printable.wellFormed(series.seriesInstanceUid()));
    if (!series.studyInstanceUid().isEmpty()) {
      json.writeStringField("studyInstanceUid", Printable.wellFormed(series.studyInstanceUid()));
    }
    json.writeNumberField("instances", series.instances());
    writeScore(series.tumorLikelihood(), series.suspicious());
    json.writeArrayFieldStart("topInstances");
    for (TopInstance top : series.topInstances()) {
      json.writeStartObject();
      json.writeStringField("path", Printable.wellFormed(top.path()));
      json.writeNumberField("frame", top.frameNumber());
      json.writeNumberField("tumorLikelihood", Rounding.exact(top.tumorLikelihood()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeStudy(StudyScore study) throws IOException {
    json.writeStartObject();
    json.writeStringField("studyInstanceUid", Printable.wellFormed(study.studyInstanceUid()));
    json.writeNumberField("series", study.series());
    writeScore(study.tumorLikelihood(), study.suspicious());
    json.writeEndObject();
  }

  private void writeScore(double tumorLikelihood, boolean suspicious) throws IOException {
    json.writeNumberField("tumorLikelihood", Rounding.exact(tumorLikelihood));
    json.writeStringField("decision", OutcomeJson.decision(suspicious));
  }

  private void writeSummary(RunTotals.Summary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("files", summary.files());
    json.writeNumberField("frames", summary.frames());
    json.writeNumberField("classified", summary.classified());
    json.writeNumberField("suspicious", summary.suspicious());
    json.writeNumberField("notApplicable", summary.notApplicable());
    json.writeNumberField("rejected", summary.rejected());
    json.writeNumberField("skipped", summary.skipped());
    json.writeBooleanField("interrupted", summary.interrupted());
    json.writeEndObject();
  }

  private void writeStrings(String name, Iterable<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(Printable.wellFormed(value));
    }
    json.writeEndArray();
  }
}
