package org.tumorscan.report.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.tumorscan.evaluation.Comparison;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.AtTarget;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.evaluation.Performance.Bin;
import org.tumorscan.evaluation.Performance.Curve;
import org.tumorscan.report.JsonEscapes;
import org.tumorscan.report.Printable;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.Evaluation.ModelEvaluation;
import org.tumorscan.report.evaluation.Evaluation.Selector;

/**
 * {@code evaluation.json}, as {@code evaluation-schema.json} describes it. A figure or interval
 * that the cases do not define is null.
 */
public final class EvaluationJson {
  /** Version of the format. */
  static final String SCHEMA_VERSION = "1.1";

  private static final int DECIMALS = 6;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EvaluationJson() {}

  /** Writes the document; the target is committed, not closed. */
  public static void write(Evaluation evaluation, ReportTarget target) throws IOException {
    JsonMapper mapper = new JsonMapper();
    // Else the mapper would close the target before it is committed.
    mapper.getFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    mapper.getFactory().setCharacterEscapes(new JsonEscapes());
    mapper
        .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
        .writeValue(target.writer(), document(evaluation));
    target.writer().write("\n");
    target.commit();
  }

  private static ObjectNode document(Evaluation evaluation) {
    Evaluation.Run run = evaluation.run();
    ObjectNode json = NODES.objectNode();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.putObject("tool").put("name", "tumorscan").put("version", run.toolVersion());
    json.put("createdAt", run.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("disclaimer", RunInfo.DISCLAIMER);
    json.put("dicomReader", run.dicomReader());
    json.put("device", run.device());
    json.put("split", run.split());
    json.putObject("method")
        .put("interval", "95 % percentile interval of a bootstrap over groups")
        .put("resamples", Evaluation.RESAMPLES)
        .put("seed", Evaluation.SEED)
        .put("calibrationBins", Evaluation.BINS);
    evaluation.warnings().forEach(json.putArray("warnings")::add);
    ArrayNode models = json.putArray("models");
    evaluation.models().forEach(model -> models.add(model(model)));
    evaluation.comparison().ifPresent(comparison -> json.set("comparison", comparison(comparison)));
    json.set("cases", cases(evaluation.models()));
    return json;
  }

  private static ObjectNode model(ModelEvaluation model) {
    ModelResults results = model.results();
    Performance performance = model.performance();
    ObjectNode json = NODES.objectNode();
    json.put("id", results.model().id());
    json.put("version", results.model().version());
    json.put("sha256", results.model().sha256());
    json.put("precision", results.precision().word());
    json.put("scope", Printable.wellFormed(results.model().scope()));
    ObjectNode counts = json.putObject("counts");
    counts.put("cases", results.cases().size());
    counts.put("scored", performance.cases());
    counts.put("tumor", performance.positives());
    counts.put("groups", performance.groups());
    counts.put("notApplicable", results.count(Verdict.NotApplicable.class));
    counts.put("rejected", results.count(Verdict.Rejected.class));
    counts.put("unlikeTrainingData", results.unfamiliar());
    json.set("metrics", metrics(model));
    ArrayNode points = json.putArray("operatingPoints");
    performance.operatingPoints().forEach(point -> points.add(operatingPoint(point)));
    ArrayNode bins = json.putArray("reliability");
    performance.calibration().bins().forEach(bin -> bins.add(bin(bin)));
    ObjectNode uncalibrated = json.putObject("uncalibrated");
    uncalibrated.set("brier", estimate(model.uncalibrated().brier()));
    uncalibrated.set(
        "expectedCalibrationError", estimate(model.uncalibrated().expectedCalibrationError()));
    ArrayNode rawBins = uncalibrated.putArray("reliability");
    model.uncalibrated().bins().forEach(bin -> rawBins.add(bin(bin)));
    ObjectNode curves = json.putObject("curves");
    curves.set(
        "roc", curve(performance.discrimination().roc(), "falsePositiveRate", "sensitivity"));
    curves.set(
        "precisionRecall",
        curve(performance.discrimination().precisionRecall(), "sensitivity", "precision"));
    ArrayNode subgroups = json.putArray("subgroups");
    model.subgroups().forEach(subgroup -> subgroups.add(subgroup(subgroup)));
    return json;
  }

  private static ObjectNode metrics(ModelEvaluation model) {
    Performance performance = model.performance();
    ObjectNode json = NODES.objectNode();
    json.set("auroc", estimate(performance.discrimination().auroc()));
    json.set("aurocAgainstErased", selector(model.selector()));
    json.set("averagePrecision", estimate(performance.discrimination().averagePrecision()));
    json.set(
        "sensitivityAtSpecificity",
        atTargets(performance.discrimination().sensitivityAtSpecificity(), "specificity"));
    json.set(
        "specificityAtSensitivity",
        atTargets(performance.discrimination().specificityAtSensitivity(), "sensitivity"));
    json.set("meanLikelihood", estimate(performance.calibration().meanLikelihood()));
    json.set("brier", estimate(performance.calibration().brier()));
    json.set(
        "expectedCalibrationError", estimate(performance.calibration().expectedCalibrationError()));
    return json;
  }

  private static JsonNode selector(Optional<Selector> selector) {
    if (selector.isEmpty()) {
      return NODES.nullNode();
    }
    ObjectNode json = estimate(selector.get().auroc());
    json.put("tumors", selector.get().tumors());
    json.put("groups", selector.get().groups());
    return json;
  }

  private static ArrayNode atTargets(List<AtTarget> figures, String held) {
    ArrayNode json = NODES.arrayNode();
    for (AtTarget figure : figures) {
      ObjectNode entry = json.addObject();
      put(entry, held, figure.target());
      entry.setAll(estimate(figure.estimate()));
    }
    return json;
  }

  private static ObjectNode operatingPoint(AtThreshold point) {
    ObjectNode json = NODES.objectNode();
    json.put("name", point.name());
    put(json, "threshold", point.threshold());
    json.put("truePositives", point.confusion().truePositives());
    json.put("falseNegatives", point.confusion().falseNegatives());
    json.put("falsePositives", point.confusion().falsePositives());
    json.put("trueNegatives", point.confusion().trueNegatives());
    json.set("sensitivity", estimate(point.sensitivity()));
    json.set("specificity", estimate(point.specificity()));
    json.set("falseAlarmRate", estimate(point.falseAlarmRate()));
    json.set("positivePredictiveValue", estimate(point.positivePredictiveValue()));
    json.set("negativePredictiveValue", estimate(point.negativePredictiveValue()));
    return json;
  }

  private static ObjectNode bin(Bin bin) {
    ObjectNode json = NODES.objectNode();
    put(json, "low", bin.low());
    put(json, "high", bin.high());
    json.put("cases", bin.cases());
    put(json, "meanLikelihood", bin.meanLikelihood());
    json.set("tumorShare", estimate(bin.positiveShare()));
    return json;
  }

  private static ObjectNode curve(Curve curve, String x, String y) {
    ObjectNode json = NODES.objectNode();
    ArrayNode points = json.putArray("points");
    for (Performance.Point point : curve.points()) {
      ObjectNode entry = points.addObject();
      put(entry, "threshold", point.threshold());
      put(entry, x, point.x());
      put(entry, y, point.y());
    }
    ArrayNode band = json.putArray("band");
    for (Performance.BandPoint place : curve.band()) {
      ObjectNode entry = band.addObject();
      put(entry, x, place.x());
      entry.setAll(estimate(place.y()));
    }
    return json;
  }

  private static ObjectNode subgroup(Subgroup subgroup) {
    Performance performance = subgroup.performance();
    ObjectNode json = NODES.objectNode();
    json.put("by", subgroup.by());
    json.put("value", Printable.wellFormed(subgroup.value()));
    json.put("cases", performance.cases());
    json.put("tumor", performance.positives());
    json.put("groups", performance.groups());
    json.set("auroc", estimate(performance.discrimination().auroc()));
    json.set("sensitivity", estimate(performance.operatingPoints().get(0).sensitivity()));
    json.set("specificity", estimate(performance.operatingPoints().get(0).specificity()));
    json.set(
        "expectedCalibrationError", estimate(performance.calibration().expectedCalibrationError()));
    return json;
  }

  private static ObjectNode comparison(Comparison comparison) {
    ObjectNode json = NODES.objectNode();
    json.put("cases", comparison.cases());
    json.put("groups", comparison.groups());
    ArrayNode differences = json.putArray("differences");
    for (Comparison.Difference difference : comparison.differences()) {
      ObjectNode entry = differences.addObject();
      entry.put("metric", difference.metric());
      put(entry, "first", difference.one());
      put(entry, "second", difference.other());
      entry.set("difference", estimate(difference.difference()));
    }
    ObjectNode deLong = json.putObject("deLong");
    put(deLong, "difference", comparison.deLong().difference());
    put(deLong, "standardError", comparison.deLong().standardError());
    put(deLong, "z", comparison.deLong().z());
    put(deLong, "p", comparison.deLong().p());
    return json;
  }

  private static ArrayNode cases(List<ModelEvaluation> models) {
    ArrayNode json = NODES.arrayNode();
    List<CaseResult> first = models.get(0).results().cases();
    for (int i = 0; i < first.size(); i++) {
      ObjectNode entry = json.addObject();
      entry.put("path", Printable.wellFormed(first.get(i).path()));
      entry.put("tumor", first.get(i).facts().tumor());
      entry.put("source", Printable.wellFormed(first.get(i).facts().source()));
      ArrayNode results = entry.putArray("results");
      for (ModelEvaluation model : models) {
        results.add(verdict(model.results().cases().get(i).verdict()));
      }
    }
    return json;
  }

  private static ObjectNode verdict(Verdict verdict) {
    ObjectNode json = NODES.objectNode();
    if (verdict instanceof Verdict.Scored scored) {
      json.put("status", "scored");
      put(json, "tumorLikelihood", scored.likelihood());
      put(json, "logit", scored.logit());
      if (scored.erasedLogit().isPresent()) {
        put(json, "erasedLogit", scored.erasedLogit().getAsDouble());
      }
      ArrayNode interval = json.putArray("interval");
      interval.add(rounded(scored.low()));
      interval.add(rounded(scored.high()));
      json.put("unlikeTrainingData", scored.unfamiliar());
    } else if (verdict instanceof Verdict.NotApplicable notApplicable) {
      json.put("status", "not-applicable");
      json.put("reason", Printable.wellFormed(notApplicable.reason()));
    } else if (verdict instanceof Verdict.Rejected rejected) {
      json.put("status", "rejected");
      json.put("reason", rejected.reason());
      json.put("message", Printable.wellFormed(rejected.message()));
    }
    return json;
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode json = NODES.objectNode();
    put(json, "value", estimate.value());
    if (Double.isNaN(estimate.value()) || Double.isNaN(estimate.low())) {
      json.putNull("interval");
    } else {
      json.putArray("interval").add(rounded(estimate.low())).add(rounded(estimate.high()));
    }
    return json;
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, rounded(value));
    } else {
      json.putNull(name);
    }
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
