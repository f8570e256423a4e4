package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds documents against the schemas that ship with the program. */
public final class ConformingJson {
  private static final Map<ReportSchema, JsonSchema> SCHEMAS = schemas();

  private ConformingJson() {}

  /**
   * Fails where a document is not as its schema says.
   *
   * @param text the document; any number of lines for {@link ReportSchema#LINES}
   * @param place for the message
   */
  public static void assertConforms(ReportSchema schema, String text, String place) {
    List<String> documents = schema == ReportSchema.LINES ? text.lines().toList() : List.of(text);
    for (String document : documents) {
      assertEquals(
          "", violations(schema, document), () -> place + " against the schema of " + schema);
    }
  }

  /** The document's faults, a line each; empty where there is none. */
  static String violations(ReportSchema schema, String document) {
    StringBuilder faults = new StringBuilder();
    SCHEMAS
        .get(schema)
        .validate(document, InputFormat.JSON)
        .forEach(fault -> faults.append(fault.getMessage()).append('\n'));
    return faults.toString();
  }

  private static Map<ReportSchema, JsonSchema> schemas() {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    Map<ReportSchema, JsonSchema> schemas = new EnumMap<>(ReportSchema.class);
    for (ReportSchema each : ReportSchema.values()) {
      try {
        schemas.put(each, factory.getSchema(each.text()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return schemas;
  }
}
