package org.tumorscan.report.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Precision;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.ConformingJson;
import org.tumorscan.report.Outcome.View;
import org.tumorscan.report.ReportSchema;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunInfo.SeriesInfo;
import org.tumorscan.report.evaluation.CaseResult.Facts;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;
import org.tumorscan.report.evaluation.ModelResults.WorstError;

class EvaluationTest {
  private static final String PATIENT = "SECRET^PATIENT-";

  @TempDir Path directory;

  @Test
  void theDocumentFitsTheSchema() throws IOException {
    Evaluation evaluation = evaluation(List.of(results("one", 1), results("two", 2)));
    EvaluationFiles.write(evaluation, directory);
    JsonNode json = json();
    assertFitsTheSchema(json);
    assertEquals(42, json.at("/models/0/counts/cases").asInt());
    assertEquals(40, json.at("/models/0/counts/scored").asInt());
    assertEquals(1, json.at("/models/0/counts/notApplicable").asInt());
    assertEquals("truncated", json.at("/cases/41/results/1/reason").asText());
    assertEquals(40, json.at("/comparison/cases").asInt());
  }

  @Test
  void whatOneClassDoesNotDefineIsNullAndStillFitsTheSchema() throws IOException {
    ModelResults all = results("one", 1);
    List<CaseResult> healthy =
        all.cases().stream().filter(result -> !result.facts().tumor()).toList();
    ModelResults one =
        new ModelResults(all.model(), all.precision(), all.operatingPoints(), healthy, List.of());
    EvaluationFiles.write(evaluation(List.of(one)), directory);
    JsonNode json = json();
    assertFitsTheSchema(json);
    assertTrue(json.at("/models/0/metrics/auroc/value").isNull());
    assertTrue(json.at("/models/0/metrics/averagePrecision/value").isNull());
    assertTrue(json.at("/models/0/metrics/aurocAgainstErased").isNull());
    JsonNode point = json.at("/models/0/operatingPoints/0");
    assertTrue(point.at("/negativePredictiveValue/value").isNull());
    assertTrue(point.at("/sensitivity/value").isNull());
    double specificity = point.at("/specificity/value").asDouble();
    assertEquals(1 - specificity, point.at("/falseAlarmRate/value").asDouble(), 1e-9);
    assertEquals(
        1 - point.at("/specificity/interval/0").asDouble(),
        point.at("/falseAlarmRate/interval/1").asDouble(),
        1e-9);
    assertTrue(json.at("/warnings").toString().contains("No case with a tumor"));
    assertFalse(Files.exists(directory.resolve("plots/roc.svg")));
    String page = Files.readString(directory.resolve("evaluation.html"));
    assertTrue(page.contains("false-alarm rate at screening"));
    assertFalse(page.contains("AUROC</th><td>") || page.contains("true positives"), "other class");
  }

  @Test
  void tumorsAloneGiveSensitivitiesAndNoFalseAlarms() throws IOException {
    ModelResults all = results("one", 1);
    List<CaseResult> ill = all.cases().stream().filter(result -> result.facts().tumor()).toList();
    ModelResults one =
        new ModelResults(all.model(), all.precision(), all.operatingPoints(), ill, List.of());
    Evaluation evaluation = evaluation(List.of(one, one));
    EvaluationFiles.write(evaluation, directory);
    assertFitsTheSchema(json());
    assertTrue(json().at("/models/0/operatingPoints/0/falseAlarmRate/value").isNull());
    assertTrue(json().at("/models/0/operatingPoints/0/positivePredictiveValue/value").isNull());
    assertTrue(json().at("/comparison/differences/0/difference/value").isNull());
    StringWriter text = new StringWriter();
    new EvaluationTable(new PrintWriter(text)).print(evaluation);
    assertTrue(text.toString().contains("sensitivity at screening"), text.toString());
    assertTrue(text.toString().contains("how many tumors the model finds"), text.toString());
    assertFalse(text.toString().contains("average precision"), text.toString());
  }

  @Test
  void tumorsAreComparedWithThemselvesErased() throws IOException {
    Evaluation evaluation = evaluation(List.of(results("one", 1)));
    Evaluation.Selector selector = evaluation.models().get(0).selector().orElseThrow();
    // Indices 0, 1, 20 and 21: two patients.
    assertEquals(4, selector.tumors());
    assertEquals(2, selector.groups());
    List<Scored> pairs =
        evaluation
            .models()
            .get(0)
            .results()
            .scored()
            .map(result -> (Scored) result.verdict())
            .filter(scored -> scored.erasedLogit().isPresent())
            .toList();
    double wins = 0;
    for (Scored tumor : pairs) {
      for (Scored other : pairs) {
        wins += tumor.logit() > other.erasedLogit().orElseThrow() ? 1 : 0;
      }
    }
    assertEquals(wins / 16, selector.auroc().value(), 1e-12);
    EvaluationFiles.write(evaluation, directory);
    assertEquals(4, json().at("/models/0/metrics/aurocAgainstErased/tumors").asInt());
    assertTrue(
        Files.readString(directory.resolve("evaluation.html")).contains("4 tumors with boxes"));
  }

  @Test
  void calibrationIsShownBeforeAndAfter() throws IOException {
    Evaluation evaluation = evaluation(List.of(results("one", 1)));
    EvaluationFiles.write(evaluation, directory);
    double sum = 0;
    for (CaseResult result : evaluation.models().get(0).results().scored().toList()) {
      double raw = 1 / (1 + Math.exp(-((Scored) result.verdict()).logit()));
      sum += Math.pow(raw - (result.facts().tumor() ? 1 : 0), 2);
    }
    assertEquals(sum / 40, json().at("/models/0/uncalibrated/brier/value").asDouble(), 1e-6);
    assertNotEquals(
        json().at("/models/0/reliability"), json().at("/models/0/uncalibrated/reliability"));
    assertTrue(Files.readString(directory.resolve("evaluation.html")).contains("before calib"));
  }

  @Test
  void everyPlotIsThereAsSvgAndPng() throws IOException {
    EvaluationFiles.write(evaluation(List.of(results("one", 1), results("two", 2))), directory);
    for (String name :
        List.of(
            "roc",
            "precision-recall",
            "reliability",
            "reliability-uncalibrated",
            "likelihoods",
            "likelihoods-2")) {
      String svg = Files.readString(directory.resolve("plots/" + name + ".svg"));
      assertTrue(svg.contains("<text"), name);
      BufferedImage png = ImageIO.read(directory.resolve("plots/" + name + ".png").toFile());
      assertTrue(png.getWidth() >= 1120, name);
    }
    String roc = Files.readString(directory.resolve("plots/roc.svg"));
    assertTrue(roc.contains("AUROC 0.") && roc.contains("False positive rate"), "label and legend");
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    EvaluationFiles.write(evaluation(List.of(results("one", 1))), directory);
    String page = Files.readString(directory.resolve("evaluation.html"));
    assertTrue(page.contains("default-src 'none'"));
    assertFalse(page.contains("<script") || page.contains("src=\"http"), "scripts or links");
    assertTrue(page.contains("missed tumor"));
    assertTrue(page.contains("case-41.dcm"), "a rejected case is named");
    assertTrue(page.contains("not applicable: modality is CT"));
  }

  @Test
  void groupsAndStudiesAreWrittenNowhere() throws IOException {
    EvaluationFiles.write(evaluation(List.of(results("one", 1))), directory);
    for (String name : List.of("evaluation.json", "evaluation.html")) {
      String text = Files.readString(directory.resolve(name));
      assertFalse(text.contains(PATIENT), name);
      assertFalse(text.contains("1.2.3.4"), name);
    }
  }

  @Test
  void casesOfOneStudyAreOnePatientWhateverTheirGroups() {
    List<Facts> facts =
        List.of(
            facts("a", Optional.of("1")),
            facts("b", Optional.of("2")),
            facts("c", Optional.of("1")),
            facts("b", Optional.empty()),
            facts("c", Optional.of("3")));
    assertEquals(List.of("0", "1", "0", "1", "0"), DependentCases.clusters(facts));
  }

  @Test
  void sexAndAgeOfAHandfulOfPatientsAreWithheld() {
    Evaluation evaluation = evaluation(List.of(results("one", 1)));
    List<String> shown =
        evaluation.models().get(0).subgroups().stream()
            .map(subgroup -> subgroup.by() + " " + subgroup.value())
            .toList();
    // Nineteen patients are women, one is a man; ages 20 to 39 but one of 85.
    assertEquals(
        List.of("source A", "source B", "scanner ACME One", "sex F", "age 18 to 39"), shown);
    assertTrue(evaluation.warnings().toString().contains("fewer than 5 patients"));
  }

  @Test
  void theTableShowsEveryOperatingPointAndWhatWasNotScored() {
    StringWriter text = new StringWriter();
    new EvaluationTable(new PrintWriter(text)).print(evaluation(List.of(results("one", 1))));
    assertTrue(text.toString().contains("AUROC"), text.toString());
    assertTrue(text.toString().contains("screening"), text.toString());
    assertTrue(text.toString().contains("case-40.dcm: not applicable: modality"), text.toString());
    assertTrue(text.toString().contains("case-41.dcm: rejected, truncated"), text.toString());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("evaluation.json").toFile());
  }

  private static void assertFitsTheSchema(JsonNode json) {
    ConformingJson.assertConforms(ReportSchema.EVALUATION, json.toString(), "evaluation.json");
  }

  private static Evaluation evaluation(List<ModelResults> results) {
    Evaluation.Run run =
        new Evaluation.Run("0.1.0", Instant.parse("2026-01-02T03:04:05Z"), "part10", "cpu", "val");
    return Evaluation.of(run, results, List.of());
  }

  private static Facts facts(String group, Optional<String> study) {
    return new Facts(true, group, study, "A", CohortAttributes.UNKNOWN);
  }

  /** Forty scored cases of twenty patients, one not applicable and one rejected. */
  private static ModelResults results(String id, long seed) {
    Random random = new Random(seed);
    List<CaseResult> cases = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean tumor = i % 4 < 2;
      double likelihood = 0.5 * random.nextDouble() + (tumor ? 0.4 : 0.1);
      cases.add(new CaseResult("case-" + i + ".dcm", caseFacts(i, tumor), scored(likelihood, i)));
    }
    cases.add(
        new CaseResult(
            "case-40.dcm",
            caseFacts(0, false),
            new Verdict.NotApplicable("modality is CT, the model is for MR")));
    cases.add(
        new CaseResult(
            "case-41.dcm", caseFacts(0, true), new Verdict.Rejected("truncated", "ends early")));
    View view = new View(new byte[16 * 16], 16);
    WorstError miss =
        new WorstError(
            cases.get(0),
            (Scored) cases.get(0).verdict(),
            view,
            Optional.of(new Heatmap(new float[] {0, 1, 2, 3}, 2, 2)));
    ModelInfo model =
        new ModelInfo(
            id,
            "1.0",
            "0".repeat(64),
            List.of("no-tumor", "tumor"),
            "balanced",
            0.5,
            new SeriesInfo(SeriesRule.UNCALIBRATED, 0.5),
            "Tests.",
            List.of(),
            List.of());
    return new ModelResults(
        model,
        Precision.FLOAT32,
        List.of(
            new OperatingPoint("balanced", 0.5, 0, 0), new OperatingPoint("screening", 0.3, 0, 0)),
        cases,
        List.of(miss));
  }

  /** A logit that is twice too sure of itself; a fifth of the tumors have boxes. */
  private static Scored scored(double likelihood, int index) {
    double logit = 2 * Math.log(likelihood / (1 - likelihood));
    OptionalDouble erased =
        index % 20 < 4 && index % 4 < 2 ? OptionalDouble.of(logit - 1) : OptionalDouble.empty();
    return new Scored(likelihood, logit, 0, 1, index == 3, erased);
  }

  private static Facts caseFacts(int index, boolean tumor) {
    int patient = index / 2;
    return new Facts(
        tumor,
        PATIENT + patient,
        Optional.of("1.2.3.4." + patient),
        index < 20 ? "A" : "B",
        new CohortAttributes(
            Optional.of("ACME One"),
            Optional.of(patient == 0 ? "M" : "F"),
            OptionalInt.of(patient == 1 ? 85 : 20 + patient)));
  }
}
