package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.pipeline.PictureJudge.Scores;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.FeatureTable;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.HeadReport.Judged;
import org.tumorscan.training.HeadTrainer;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.NetworkTrainer.Trained;
import org.tumorscan.training.NoveltyFit;
import org.tumorscan.training.Thumbnail;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.ValidationMetric;
import org.tumorscan.training.augment.Slice;

/**
 * Trains a dense head, and the network below it as far as the plan says: every example is made anew
 * from its picture; the result is calibrated and measured on the validation split as it is.
 */
public final class TrainDenseModel {
  /** Where an unfinished run keeps its state, within the bundle's directory. */
  public static final String CHECKPOINT = ".training-state";

  private static final double RIDGE_OF_BASELINE = 0.01;

  private final DicomReader reader;
  private final int workers;

  /**
   * The use case.
   *
   * @param reader reads pictures that are DICOM
   * @param workers threads that read and prepare pictures, at least 1
   */
  public TrainDenseModel(DicomReader reader, int workers) {
    this.reader = reader;
    this.workers = workers;
  }

  /** Loads a network with a head on top. */
  public interface Loader {
    /** The network; closed by the caller. */
    FeatureExtractor load(BaseNetwork network, DenseHead head)
        throws ModelException, InferenceException;
  }

  /** Hears how far the run is. */
  public interface Listener extends NetworkTrainer.Listener {
    /** A picture has been prepared. */
    void prepared();
  }

  /**
   * Trains and writes the bundle.
   *
   * @param trainer over the task's base network; stays open
   * @param output directory of the bundle, which exists; an unfinished run of the same task in it
   *     is gone on with
   * @return the manifest as written
   */
  public Manifest run(
      TrainingTask task,
      TrainingPlan plan,
      NetworkTrainer trainer,
      Loader loader,
      Path output,
      Listener listener)
      throws TrainingException,
          ModelException,
          InferenceException,
          IOException,
          InterruptedException {
    Preprocessor preprocessor = new Preprocessor(task.input());
    PictureLoader reading = new PictureLoader(reader, preprocessor);
    List<TrainingPicture> pictures =
        PreparedPictures.load(task.pictures(), reading, workers, steps -> listener.prepared());
    List<TrainingPicture> train = PreparedPictures.ofSplit(pictures, Split.TRAIN);
    List<TrainingPicture> validation = PreparedPictures.ofSplit(pictures, Split.VALIDATION);
    Path checkpoint = output.resolve(CHECKPOINT);
    Material material = new Material(train, ValidationMetric.of(validation), preprocessor);
    Trained trained = trainer.train(material, plan, checkpoint, listener);
    TrainingTask learned = task.with(trained, plan.schedule());
    DenseHead head = trained.head();
    Manifest manifest;
    try (FeatureExtractor extractor = loader.load(learned.base(), head)) {
      PictureJudge judge = new PictureJudge(extractor, preprocessor, head);
      Scores scores = judge.score(Slice.of(validation, TrainingPicture::slice));
      double[] baseline = baseline(train, validation, preprocessor, plan.seed());
      Judged judged =
          Neighbourhoods.judged(origins(validation), scores.logits(), task.smoothingMm(), reader);
      HeadReport report = report(judge, validation, judged, baseline, plan.seed());
      NoveltyScale novelty = novelty(judge, train, scores.pooled());
      manifest =
          TrainedBundle.write(
              output, learned, origins(pictures), new HeadWeights(head, novelty), report);
    }
    Files.deleteIfExists(checkpoint);
    return manifest;
  }

  private static List<LabelledPicture> origins(List<TrainingPicture> pictures) {
    return pictures.stream().map(TrainingPicture::origin).toList();
  }

  private static double[] baseline(
      List<TrainingPicture> train,
      List<TrainingPicture> validation,
      Preprocessor preprocessor,
      long seed) {
    return HeadTrainer.baseline(
        thumbnails(train, preprocessor),
        thumbnails(validation, preprocessor),
        RIDGE_OF_BASELINE,
        seed);
  }

  private static FeatureTable thumbnails(
      List<TrainingPicture> pictures, Preprocessor preprocessor) {
    float[][] thumbnails = new float[pictures.size()][];
    for (int i = 0; i < thumbnails.length; i++) {
      thumbnails[i] = Thumbnail.of(preprocessor.input(pictures.get(i).slice().values()));
    }
    return new FeatureTable(origins(pictures), thumbnails);
  }

  /** From some of the training pictures, evenly over the table. */
  private static NoveltyScale novelty(
      PictureJudge judge, List<TrainingPicture> train, float[][] validation)
      throws InferenceException {
    List<TrainingPicture> some =
        Arrays.stream(NoveltyFit.some(train.size())).mapToObj(train::get).toList();
    return NoveltyFit.of(judge.score(Slice.of(some, TrainingPicture::slice)).pooled(), validation);
  }

  private static HeadReport report(
      PictureJudge judge,
      List<TrainingPicture> validation,
      Judged judged,
      double[] baseline,
      long seed)
      throws InferenceException {
    Optional<ValidationMetric> metric = ValidationMetric.againstErased(validation);
    if (metric.isEmpty()) {
      return HeadReport.measure(judged, baseline, seed);
    }
    double[] ofPairs = judge.score(metric.get().slices()).logits();
    return HeadReport.measure(judged, metric.get().erased(ofPairs), baseline, seed)
        .with(metric.get().estimate(ofPairs, seed));
  }
}
