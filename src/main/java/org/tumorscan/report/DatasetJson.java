package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.util.List;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetAudit.LeftOut;
import org.tumorscan.dataset.DuplicatePair;
import org.tumorscan.dataset.Shortcut;
import org.tumorscan.dataset.SplitLeaks.Crossing;

/**
 * {@code audit.json}, as {@code audit-schema.json} describes it: an audit for programs, with every
 * pair. Patients are never named. A figure that the cases do not define is null.
 */
public final class DatasetJson {
  private DatasetJson() {}

  /** Writes and commits the document. */
  public static void write(DatasetAudit audit, ReportTarget target) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(target.writer())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setCharacterEscapes(new JsonEscapes())
            .setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    json.writeStartObject();
    json.writeStringField("schemaVersion", "1.0");
    writeCounts(json, audit);
    json.writeArrayFieldStart("unreadable");
    for (LeftOut file : audit.unreadable()) {
      json.writeStartObject();
      json.writeStringField("path", Printable.wellFormed(audit.dataset().nameOf(file.file())));
      json.writeStringField("reason", Printable.wellFormed(file.reason()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("nearDuplicates");
    for (DuplicatePair pair : audit.duplicates()) {
      writePair(json, pair, audit);
    }
    json.writeEndArray();
    writeCrossings(json, "patientsAcrossSplits", audit.leaks().patients(), audit);
    writeCrossings(json, "groupsAcrossSplits", audit.leaks().groups(), audit);
    writeShortcuts(json, audit);
    json.writeEndObject();
    json.close();
    target.writer().write("\n");
    target.commit();
  }

  private static void writeCounts(JsonGenerator json, DatasetAudit audit) throws IOException {
    json.writeObjectFieldStart("counts");
    for (var entry : audit.counts().entrySet()) {
      json.writeObjectFieldStart(Printable.wellFormed(entry.getKey()));
      json.writeNumberField("noTumor", entry.getValue().noTumor());
      json.writeNumberField("tumor", entry.getValue().tumor());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeNumberField("patients", audit.patientCount());
    json.writeNumberField("groups", audit.groupCount());
    json.writeNumberField("blank", audit.blankCount());
  }

  private static void writePair(JsonGenerator json, DuplicatePair pair, DatasetAudit audit)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("first", Printable.wellFormed(audit.nameOf(pair.first())));
    json.writeStringField("second", Printable.wellFormed(audit.nameOf(pair.second())));
    json.writeNumberField("agreement", Rounding.exact(pair.agreement()));
    json.writeStringField("secondLies", DatasetText.words(pair.mirroring()));
    json.writeBooleanField("acrossSplits", audit.leaks().duplicates().contains(pair));
    json.writeEndObject();
  }

  private static void writeCrossings(
      JsonGenerator json, String name, List<Crossing> crossings, DatasetAudit audit)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Crossing crossing : crossings) {
      json.writeStartArray();
      for (int index : crossing.cases()) {
        json.writeString(Printable.wellFormed(audit.nameOf(index)));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeShortcuts(JsonGenerator json, DatasetAudit audit) throws IOException {
    json.writeArrayFieldStart("shortcuts");
    for (Shortcut shortcut : audit.shortcuts()) {
      json.writeStartObject();
      json.writeStringField("target", Printable.wellFormed(shortcut.target()));
      json.writeStringField("from", shortcut.from());
      writeFigure(json, "auroc", shortcut.auroc().value());
      writeFigure(json, "low", shortcut.auroc().low());
      writeFigure(json, "high", shortcut.auroc().high());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFigure(JsonGenerator json, String name, double value)
      throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Rounding.exact(value));
    }
  }
}
