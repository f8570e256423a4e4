package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.BundleWriter;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.Manifest.Backbone;
import org.tumorscan.model.Manifest.Head;
import org.tumorscan.model.ModelCard;
import org.tumorscan.model.ModelCard.DataSource;
import org.tumorscan.pipeline.PictureFeatures.Tables;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.FeatureTable;
import org.tumorscan.training.HeadPlan;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.HeadTrainer;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.ModelDescription;
import org.tumorscan.training.ModelDescription.Source;
import org.tumorscan.training.TrainingException;

/**
 * Trains a linear head over the frozen features of a base network: every picture goes through the
 * network once, then an ensemble is fitted, calibrated and measured.
 */
public final class TrainModel {
  private static final String BACKBONE_FILE = "backbone.pt";

  private final DicomReader reader;
  private final int workers;

  /**
   * The use case.
   *
   * @param reader reads pictures that are DICOM
   * @param workers threads that read and prepare pictures, at least 1
   */
  public TrainModel(DicomReader reader, int workers) {
    this.reader = reader;
    this.workers = workers;
  }

  /**
   * What to train.
   *
   * @param pictures the label table
   * @param description what the manifest says of the model
   * @param input preprocessing
   * @param base the network
   * @param plan how the head is fitted
   * @param provenance how the model was made, for its card
   */
  public record Request(
      List<LabelledPicture> pictures,
      ModelDescription description,
      InputSpec input,
      BaseNetwork base,
      HeadPlan plan,
      Map<String, String> provenance) {}

  /**
   * Trains and writes the bundle.
   *
   * @param extractor the request's base network, loaded; stays open
   * @param output directory of the bundle
   * @return the manifest as written
   * @throws TrainingException where a picture cannot be read
   */
  public Manifest run(Request request, FeatureExtractor extractor, Path output, Progress progress)
      throws TrainingException, InferenceException, IOException, InterruptedException {
    PictureLoader loader = new PictureLoader(reader, new Preprocessor(request.input()));
    Tables tables =
        new PictureFeatures(loader, extractor, workers).extract(request.pictures(), progress);
    FeatureTable train = tables.features().split(Split.TRAIN);
    FeatureTable validation = tables.features().split(Split.VALIDATION);
    HeadWeights weights = new HeadTrainer(request.plan()).fit(train, validation);
    FeatureTable thumbnails = tables.thumbnails();
    HeadPlan single = new HeadPlan(request.plan().ridge(), 0, request.plan().seed());
    HeadWeights baseline =
        new HeadTrainer(single)
            .fit(thumbnails.split(Split.TRAIN), thumbnails.split(Split.VALIDATION));
    HeadReport report =
        HeadReport.measure(
            weights,
            validation,
            baseline,
            thumbnails.split(Split.VALIDATION),
            request.plan().seed());
    Manifest manifest = manifest(request, tables, report);
    Map<String, byte[]> extraFiles = new TreeMap<>();
    request.base().torchScript().ifPresent(file -> extraFiles.put(BACKBONE_FILE, file.bytes()));
    return new BundleWriter().write(output, manifest, weights, extraFiles);
  }

  private static Manifest manifest(Request request, Tables tables, HeadReport report) {
    ModelDescription description = request.description();
    BaseNetwork base = request.base();
    Backbone backbone =
        new Backbone(
            base.torchScript().isPresent() ? BACKBONE_FILE : base.url(),
            base.sha256(),
            tables.features().featureCount());
    ModelCard card =
        new ModelCard(
            description.licence(),
            dataSources(request, tables.features().pictures()),
            report.metrics(),
            description.limits(),
            request.provenance());
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        description.identity(),
        description.scope(),
        request.input(),
        backbone,
        new Head("linear", BundleWriter.HEAD_FILE, report.calibration()),
        report.operatingPoints(),
        card,
        Map.of());
  }

  private static List<DataSource> dataSources(Request request, List<LabelledPicture> pictures) {
    Map<String, int[]> counts = new TreeMap<>();
    for (LabelledPicture picture : pictures) {
      counts.computeIfAbsent(picture.source(), source -> new int[2])[picture.tumor() ? 1 : 0]++;
    }
    List<DataSource> sources = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          Source source =
              request.description().sources().getOrDefault(key, new Source(key, "not stated"));
          sources.add(new DataSource(source.name(), source.licence(), count[1], count[0]));
        });
    return sources;
  }
}
