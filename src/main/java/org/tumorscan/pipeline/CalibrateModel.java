package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dataset.DatasetException.Reason;
import org.tumorscan.evaluation.ErasedTumors;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.BundleWriter;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.Manifest.Head;
import org.tumorscan.model.Manifest.Identity;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCard;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.PlattCalibration;
import org.tumorscan.report.ModelCardMarkdown;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;
import org.tumorscan.report.evaluation.ModelResults;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.HeadReport.Judged;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.ModelDescription;

/**
 * Refits a model's calibration and operating points on what it said of other labelled pictures. The
 * head and the network stay, so every order of scores, and every AUROC, stays too.
 */
public final class CalibrateModel {
  /** Fewer patients of a class than this say too little of a threshold. */
  public static final int LEAST_PATIENTS = 10;

  private static final int RESAMPLES = 1000;

  private final List<LabelledPicture> pictures = new ArrayList<>();
  private final List<Scored> scores = new ArrayList<>();

  /**
   * Takes the pictures that have a score.
   *
   * @param judged what the model judged
   * @param results of the same pictures in the same order
   * @throws DatasetException {@code CLASS_MISSING} or {@code TOO_FEW_GROUPS}
   */
  public CalibrateModel(List<LabelledPicture> judged, ModelResults results)
      throws DatasetException {
    for (int i = 0; i < judged.size(); i++) {
      if (results.cases().get(i).verdict() instanceof Scored scored) {
        pictures.add(judged.get(i));
        scores.add(scored);
      }
    }
    requirePatients(false);
    requirePatients(true);
  }

  private void requirePatients(boolean tumor) throws DatasetException {
    Set<String> groups = new HashSet<>();
    pictures.stream().filter(p -> p.tumor() == tumor).forEach(p -> groups.add(p.group()));
    if (groups.size() < LEAST_PATIENTS) {
      throw new DatasetException(
          groups.isEmpty() ? Reason.CLASS_MISSING : Reason.TOO_FEW_GROUPS,
          ("calibration needs pictures with tumor %d of at least %d patients or other independent"
                  + " groups; the model scored those of %d")
              .formatted(tumor ? 1 : 0, LEAST_PATIENTS, groups.size()));
    }
  }

  /** What the new model's card says where its maker says nothing: as before, and what was done. */
  public ModelDescription describe(Manifest old, Identity identity) {
    List<String> limits = new ArrayList<>(old.card().limits());
    limits.add(
        "Calibrated by its user on "
            + pictures.size()
            + " pictures: likelihoods and thresholds hold for scanners and patients like those.");
    return new ModelDescription(identity, old.scope(), old.card().licence(), Map.of(), limits);
  }

  /**
   * Writes the bundle.
   *
   * @param description of the new model; what it says of sources is not asked for
   * @param provenance how it was calibrated, added to how it was made
   * @param seed of the bootstrap
   * @param output directory of the bundle
   * @return the manifest as written
   */
  public Manifest write(
      ModelBundle bundle,
      ModelDescription description,
      Map<String, String> provenance,
      long seed,
      Path output)
      throws ModelException, IOException {
    Manifest old = bundle.manifest();
    HeadReport report = report(old.head().calibration(), seed);
    Map<String, String> made = new TreeMap<>(old.card().training());
    made.putAll(provenance);
    ModelCard card =
        new ModelCard(
            description.licence(),
            old.card().data(),
            metrics(report, old),
            description.limits(),
            made);
    Manifest manifest =
        new Manifest(
            Manifest.SCHEMA_VERSION,
            description.identity(),
            description.scope(),
            old.input(),
            old.backbone(),
            new Head(old.head().kind(), BundleWriter.HEAD_FILE, report.calibration()),
            report.operatingPoints(),
            report.series().withSmoothingMm(old.series().smoothingMm()),
            card,
            Map.of());
    return new BundleWriter().write(output, manifest, bundle.weights(), files(bundle, manifest));
  }

  private HeadReport report(PlattCalibration old, long seed) {
    double[] alone = scores.stream().mapToDouble(Scored::logit).toArray();
    double[] logits = scores.stream().mapToDouble(s -> old.logit(s.likelihood())).toArray();
    String data = "the pictures it was calibrated on";
    HeadReport report =
        HeadReport.measure(new Judged(pictures, logits, alone), erased(), data, seed);
    return selector(data, seed).map(report::with).orElse(report);
  }

  /** The tumors that boxes could erase, as pictures without one: see {@link HeadReport}. */
  private Judged erased() {
    int[] paired =
        IntStream.range(0, scores.size())
            .filter(i -> scores.get(i).erasedLogit().isPresent())
            .toArray();
    return new Judged(
        Arrays.stream(paired).mapToObj(i -> pictures.get(i).withoutTumor()).toList(),
        Arrays.stream(paired)
            .mapToDouble(i -> scores.get(i).erasedLogit().getAsDouble())
            .toArray());
  }

  private Optional<Metric> selector(String data, long seed) {
    return ModelResults.erasedTumors(scores, pictures.stream().map(LabelledPicture::group).toList())
        .map(
            (ErasedTumors tumors) -> {
              Estimate auroc = tumors.auroc(RESAMPLES, seed);
              return new Metric(
                  ErasedTumors.METRIC,
                  data + ", " + tumors.scores().length + " tumors with boxes",
                  auroc.value(),
                  auroc.low(),
                  auroc.high());
            });
  }

  /** What depends on the old calibration no longer holds; areas under curves do. */
  private static List<Metric> metrics(HeadReport report, Manifest old) {
    List<Metric> metrics = new ArrayList<>(report.metrics());
    old.card().metrics().stream()
        .filter(metric -> metric.name().startsWith("auroc"))
        .map(
            metric ->
                new Metric(
                    metric.name(),
                    old.identity().id() + ": " + metric.data(),
                    metric.value(),
                    metric.low(),
                    metric.high()))
        .forEach(metrics::add);
    return metrics;
  }

  private static Map<String, byte[]> files(ModelBundle bundle, Manifest manifest)
      throws ModelException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(ModelCardMarkdown.FILE, ModelCardMarkdown.file(manifest));
    for (String file : manifest.backbone().files()) {
      files.put(file, BundleReader.verified(bundle.files(), bundle.manifest(), file));
    }
    return files;
  }
}
