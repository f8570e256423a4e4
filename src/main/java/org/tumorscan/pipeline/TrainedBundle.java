package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.model.BundleWriter;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.Manifest.Backbone;
import org.tumorscan.model.Manifest.Head;
import org.tumorscan.model.ModelCard;
import org.tumorscan.model.ModelCard.DataSource;
import org.tumorscan.report.ModelCardMarkdown;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.ModelDescription;
import org.tumorscan.training.ModelDescription.Source;

/** Writes what training has made as a bundle. */
final class TrainedBundle {
  private static final String BACKBONE_FILE = "backbone.pt";
  private static final String ADAPTER_FILE = "adapter.safetensors";

  private TrainedBundle() {}

  /**
   * Writes the bundle.
   *
   * @param used the pictures that were not blank
   */
  static Manifest write(
      Path output,
      TrainingTask task,
      List<LabelledPicture> used,
      HeadWeights weights,
      HeadReport report)
      throws IOException {
    Map<String, byte[]> extraFiles = new TreeMap<>();
    task.base().torchScript().ifPresent(file -> extraFiles.put(BACKBONE_FILE, file.bytes()));
    task.base().adapter().ifPresent(adapter -> extraFiles.put(ADAPTER_FILE, adapter.toBytes()));
    Manifest manifest = manifest(task, used, weights, report);
    extraFiles.put(ModelCardMarkdown.FILE, ModelCardMarkdown.file(manifest));
    return new BundleWriter().write(output, manifest, weights, extraFiles);
  }

  private static Manifest manifest(
      TrainingTask task, List<LabelledPicture> used, HeadWeights weights, HeadReport report) {
    ModelDescription description = task.description();
    BaseNetwork base = task.base();
    Backbone backbone =
        new Backbone(
            base.torchScript().isPresent() ? BACKBONE_FILE : base.url(),
            base.sha256(),
            weights.novelty().mean().length,
            weights.head().depth(),
            base.adapter().map(adapter -> ADAPTER_FILE));
    ModelCard card =
        new ModelCard(
            description.licence(),
            dataSources(description, used),
            report.metrics(),
            description.limits(),
            task.provenance());
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        description.identity(),
        description.scope(),
        task.input(),
        backbone,
        new Head(weights.head().kind(), BundleWriter.HEAD_FILE, report.calibration()),
        report.operatingPoints(),
        report.series().withSmoothingMm(task.smoothingMm()),
        card,
        Map.of());
  }

  private static List<DataSource> dataSources(
      ModelDescription description, List<LabelledPicture> pictures) {
    Map<String, int[]> counts = new TreeMap<>();
    for (LabelledPicture picture : pictures) {
      counts.computeIfAbsent(picture.source(), source -> new int[2])[picture.tumor() ? 1 : 0]++;
    }
    List<DataSource> sources = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          Source source = description.sources().getOrDefault(key, new Source(key, "not stated"));
          sources.add(new DataSource(source.name(), source.licence(), count[1], count[0]));
        });
    return sources;
  }
}
