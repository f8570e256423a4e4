package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.inference.Prediction;

/** The fields of one outcome as JSON, the same in {@code report.json} and {@code report.jsonl}. */
final class OutcomeJson {
  private OutcomeJson() {}

  /** Writes the fields into an object that the caller has started and will end. */
  static void writeFields(JsonGenerator json, Outcome outcome) throws IOException {
    writeSubject(json, outcome);
    if (outcome instanceof Outcome.Classified classified) {
      writeClassified(json, classified);
    } else if (outcome instanceof Outcome.NotApplicable notApplicable) {
      json.writeStringField("notApplicableReason", Printable.wellFormed(notApplicable.reason()));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      writeRejected(json, rejected);
    }
    writeWarnings(json, outcome.warnings());
  }

  private static void writeWarnings(JsonGenerator json, List<String> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (String warning : warnings) {
      json.writeString(Printable.wellFormed(warning));
    }
    json.writeEndArray();
  }

  /** The code of a decision. */
  static String decision(boolean suspicious) {
    return suspicious ? "suspicious" : "not-suspicious";
  }

  /** The code of what became of a frame or file. */
  static String status(Outcome outcome) {
    if (outcome instanceof Outcome.Classified) {
      return "classified";
    }
    return outcome instanceof Outcome.NotApplicable ? "not-applicable" : "rejected";
  }

  private static void writeSubject(JsonGenerator json, Outcome outcome) throws IOException {
    Outcome.Subject subject = outcome.subject();
    json.writeStringField("path", Printable.wellFormed(subject.path()));
    if (subject.frameNumber().isPresent()) {
      json.writeNumberField("frame", subject.frameNumber().get());
    }
    json.writeStringField("status", status(outcome));
    writeOptional(json, "sopInstanceUid", subject.sopInstanceUid());
    writeOptional(json, "seriesInstanceUid", subject.seriesInstanceUid());
    writeOptional(json, "studyInstanceUid", subject.studyInstanceUid());
    writeOptional(json, "modality", subject.modality());
    writeOptional(json, "bodyPart", subject.bodyPart());
  }

  private static void writeClassified(JsonGenerator json, Outcome.Classified classified)
      throws IOException {
    Prediction prediction = classified.prediction();
    json.writeNumberField("tumorLikelihood", Rounding.exact(prediction.tumorLikelihood()));
    json.writeNumberField("aloneLikelihood", Rounding.exact(prediction.aloneLikelihood()));
    json.writeArrayFieldStart("interval");
    json.writeNumber(Rounding.exact(prediction.interval().low()));
    json.writeNumber(Rounding.exact(prediction.interval().high()));
    json.writeEndArray();
    json.writeStringField("decision", decision(classified.suspicious()));
    json.writeObjectFieldStart("likelihoods");
    for (Map.Entry<String, Double> entry : prediction.likelihoods().entrySet()) {
      json.writeNumberField(entry.getKey(), Rounding.exact(entry.getValue()));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("outOfDistribution");
    json.writeNumberField("score", Rounding.exact(prediction.novelty().score()));
    json.writeBooleanField("flag", prediction.novelty().isOutOfDistribution());
    json.writeEndObject();
  }

  private static void writeRejected(JsonGenerator json, Outcome.Rejected rejected)
      throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("reason", rejected.reason());
    json.writeStringField("message", Printable.wellFormed(rejected.message()));
    writeOptional(json, "tag", rejected.tag());
    if (rejected.byteOffset().isPresent()) {
      json.writeNumberField("offset", rejected.byteOffset().getAsLong());
    }
    json.writeEndObject();
  }

  private static void writeOptional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, Printable.wellFormed(value.get()));
    }
  }
}
