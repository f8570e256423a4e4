package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.evaluation.ErasedTumors;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.pipeline.PictureJudge.Scores;
import org.tumorscan.training.DensePlan;
import org.tumorscan.training.DenseTrainer;
import org.tumorscan.training.FeatureTable;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.HeadTrainer;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.Thumbnail;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.augment.Augmenter;
import org.tumorscan.training.augment.Slice;

/**
 * Trains a dense head: every example is made anew from its picture and goes through the frozen
 * network; the result is calibrated and measured on the validation split as it is.
 */
public final class TrainDenseModel {
  /** Where an unfinished run keeps its state, within the bundle's directory. */
  public static final String CHECKPOINT = ".training-state";

  private static final double RIDGE_OF_BASELINE = 0.01;
  private static final int PICTURES_FOR_NOVELTY = 800;
  private static final int RESAMPLES = 1000;

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

  /** Loads the base network with a head on top. */
  public interface Loader {
    /** The network; closed by the caller. */
    FeatureExtractor load(DenseHead head) throws ModelException, InferenceException;
  }

  /** Hears how far the run is. */
  public interface Listener extends DenseTrainer.Listener {
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
      DensePlan plan,
      DenseTrainer trainer,
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
    List<TrainingPicture> train = ofSplit(pictures, Split.TRAIN);
    List<TrainingPicture> validation = ofSplit(pictures, Split.VALIDATION);
    Path checkpoint = output.resolve(CHECKPOINT);
    DenseHead head = trainer.train(train, preprocessor, plan, checkpoint, listener);
    Manifest manifest;
    try (FeatureExtractor extractor = loader.load(head)) {
      PictureJudge judge = new PictureJudge(extractor, preprocessor, head);
      Scores scores = judge.score(slices(validation));
      double[] baseline = baseline(train, validation, preprocessor, plan.seed());
      HeadReport report =
          HeadReport.measure(scores.logits(), origins(validation), baseline, plan.seed());
      Optional<Metric> selector = selector(judge, validation, scores, plan.seed());
      NoveltyScale novelty =
          novelty(judge, train, new FeatureTable(origins(validation), scores.pooled()));
      manifest =
          TrainedBundle.write(
              output,
              task,
              origins(pictures),
              new HeadWeights(head, novelty),
              selector.map(report::with).orElse(report));
    }
    Files.deleteIfExists(checkpoint);
    return manifest;
  }

  private static List<TrainingPicture> ofSplit(List<TrainingPicture> pictures, Split split) {
    return pictures.stream().filter(picture -> picture.origin().split() == split).toList();
  }

  private static List<Slice> slices(List<TrainingPicture> pictures) {
    return pictures.stream().map(TrainingPicture::slice).toList();
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
      thumbnails[i] = Thumbnail.of(preprocessor.normalise(pictures.get(i).slice().values()));
    }
    return new FeatureTable(origins(pictures), thumbnails);
  }

  /** From some of the training pictures, evenly over the table. */
  private static NoveltyScale novelty(
      PictureJudge judge, List<TrainingPicture> train, FeatureTable validation)
      throws InferenceException {
    List<TrainingPicture> some = new ArrayList<>();
    int step = Math.max(1, train.size() / PICTURES_FOR_NOVELTY);
    for (int i = 0; i < train.size(); i += step) {
      some.add(train.get(i));
    }
    FeatureTable seen = new FeatureTable(origins(some), judge.score(slices(some)).pooled());
    return HeadTrainer.noveltyScale(seen, validation);
  }

  /**
   * Tumors against the same slices with the tumor erased: neither source nor scanner nor slice can
   * be the answer.
   */
  private static Optional<Metric> selector(
      PictureJudge judge, List<TrainingPicture> validation, Scores scores, long seed)
      throws InferenceException {
    List<Slice> erased = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    for (int i = 0; i < validation.size(); i++) {
      Optional<Slice> slice =
          validation.get(i).origin().tumor()
              ? Augmenter.erased(validation.get(i).slice())
              : Optional.empty();
      if (slice.isPresent()) {
        erased.add(slice.get());
        of.add(i);
      }
    }
    if (erased.isEmpty()) {
      return Optional.empty();
    }
    double[] logits = of.stream().mapToDouble(i -> scores.logits()[i]).toArray();
    List<String> groups = of.stream().map(i -> validation.get(i).origin().group()).toList();
    Estimate estimate =
        new ErasedTumors(logits, judge.score(erased).logits(), groups).auroc(RESAMPLES, seed);
    return Optional.of(
        new Metric(
            "auroc against the same slices, tumor erased",
            "validation split, " + logits.length + " tumors with boxes",
            estimate.value(),
            estimate.low(),
            estimate.high()));
  }
}
