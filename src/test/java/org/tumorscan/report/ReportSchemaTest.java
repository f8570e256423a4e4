package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.dataset.Mirroring;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.image.UnpreparableException;

/** That the schemas say neither less nor more than the program. */
class ReportSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void everySchemaIsOneOfItsDraft(ReportSchema each) throws IOException {
    JsonSchema draft =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    assertEquals(Set.of(), draft.validate(each.text(), InputFormat.JSON));
    assertNotEquals(Set.of(), draft.validate("{\"type\": \"count\"}", InputFormat.JSON));
  }

  @ParameterizedTest
  @EnumSource
  void everyObjectIsClosed(ReportSchema each) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    collectObjects(schema(each), objects);
    assertTrue(objects.size() > 3, "objects: " + objects.size());
    for (JsonNode object : objects) {
      assertTrue(object.has("additionalProperties"), object::toString);
      assertTrue(object.has("required") || object.has("minProperties"), object::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPORT", "LINES", "EVALUATION"})
  void everyReasonIsOneThatTheProgramGives(ReportSchema each) throws IOException {
    Set<String> reasons = new TreeSet<>(Set.of("internal-error"));
    Arrays.stream(DicomException.Reason.values()).forEach(reason -> reasons.add(reason.code()));
    // A blank frame is not applicable.
    Arrays.stream(UnpreparableException.Reason.values())
        .filter(reason -> reason != UnpreparableException.Reason.BLANK)
        .forEach(reason -> reasons.add(reason.code()));
    JsonNode stated = schema(each).at("/$defs/reason");
    assertEquals(reasons, texts(stated.path("enum")));
    for (String reason : reasons) {
      assertTrue(stated.path("description").asText().contains(reason), reason);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPORT", "LINES"})
  void everyStatusAndDecisionIsOneThatTheProgramGives(ReportSchema each) throws IOException {
    Set<String> statuses = new TreeSet<>();
    SampleRun.outcomes().forEach(outcome -> statuses.add(OutcomeJson.status(outcome)));
    assertEquals(Outcome.class.getPermittedSubclasses().length, statuses.size());
    Set<String> stated = new TreeSet<>();
    for (String name : List.of("classified", "notApplicable", "rejected")) {
      stated.add(schema(each).at("/$defs/" + name + "/properties/status/const").asText());
    }
    assertEquals(statuses, stated);
    assertEquals(
        new TreeSet<>(Set.of(OutcomeJson.decision(true), OutcomeJson.decision(false))),
        texts(schema(each).at("/$defs/decision/enum")));
  }

  @Test
  void everyWayThatACopyLiesIsOneThatTheProgramGives() throws IOException {
    Set<String> words = new TreeSet<>();
    Arrays.stream(Mirroring.values()).map(DatasetText::words).forEach(words::add);
    assertEquals(
        words,
        texts(
            schema(ReportSchema.AUDIT)
                .at("/properties/nearDuplicates/items/properties/secondLies/enum")));
  }

  @Test
  void versionsAreThoseOfTheWriters() throws IOException {
    assertEquals(
        JsonReport.SCHEMA_VERSION,
        schema(ReportSchema.REPORT).at("/properties/schemaVersion/const").asText());
  }

  /** A line is an instance of the report with two fields more; both are written by hand. */
  @Test
  void linesAreDescribedInTheWordsOfTheReport() throws IOException {
    JsonNode report = schema(ReportSchema.REPORT).path("$defs");
    ObjectNode lines = (ObjectNode) schema(ReportSchema.LINES).path("$defs");
    lines.remove(List.of("model", "disclaimer"));
    for (String name : List.of("classified", "notApplicable", "rejected")) {
      ((ObjectNode) lines.at("/" + name + "/properties")).remove(List.of("model", "disclaimer"));
      ArrayNode required = (ArrayNode) lines.at("/" + name + "/required");
      assertEquals("disclaimer", required.remove(required.size() - 1).asText());
      assertEquals("model", required.remove(required.size() - 1).asText());
    }
    lines.fieldNames().forEachRemaining(name -> assertEquals(report.get(name), lines.get(name)));
  }

  @Test
  void aFieldOfAnotherNameIsRefused() throws IOException {
    assertEveryRenamingIsRefused(
        ReportSchema.REPORT, written(writer -> new JsonReport(writer), SampleRun.outcomes()));
    for (Outcome outcome : SampleRun.outcomes()) {
      assertEveryRenamingIsRefused(
          ReportSchema.LINES, written(writer -> new JsonLinesReport(writer), List.of(outcome)));
    }
  }

  @Test
  void anUnknownReasonIsRefused() throws IOException {
    String report = written(writer -> new JsonReport(writer), SampleRun.outcomes());
    String other = report.replace("\"reason\" : \"truncated\"", "\"reason\" : \"too-odd\"");
    assertNotEquals(report, other);
    String faults = ConformingJson.violations(ReportSchema.REPORT, other);
    assertTrue(faults.contains("$.instances[3].error.reason"), faults);
  }

  private static void assertEveryRenamingIsRefused(ReportSchema schema, String text)
      throws JsonProcessingException {
    JsonNode document = MAPPER.readTree(text);
    assertEquals("", ConformingJson.violations(schema, text));
    List<ObjectNode> objects = new ArrayList<>();
    collect(document, objects);
    for (ObjectNode object : objects) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      // The model's labels.
      names.removeAll(List.of("tumor", "no-tumor"));
      for (String name : names) {
        JsonNode value = object.remove(name);
        object.set(name + "X", value);
        assertNotEquals("", ConformingJson.violations(schema, document.toString()), name);
        object.remove(name + "X");
        object.set(name, value);
      }
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  /** Schemas of objects, at any depth. */
  private static void collectObjects(JsonNode schema, List<JsonNode> objects) {
    JsonNode type = schema.path("type");
    if (schema.isObject()
        && (type.isArray() ? texts(type) : Set.of(type.asText())).contains("object")) {
      objects.add(schema);
    }
    schema.forEach(child -> collectObjects(child, objects));
  }

  private interface Opener {
    ReportWriter open(ReportTarget target) throws IOException;
  }

  private static String written(Opener writer, List<Outcome> outcomes) throws IOException {
    StringWriter text = new StringWriter();
    SampleRun.write(writer.open(ReportTarget.stream(new PrintWriter(text))), outcomes);
    return text.toString();
  }

  private static JsonNode schema(ReportSchema each) throws IOException {
    return MAPPER.readTree(each.text());
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
