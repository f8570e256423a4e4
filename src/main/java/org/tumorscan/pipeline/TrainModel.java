package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.pipeline.PictureFeatures.Tables;
import org.tumorscan.training.FeatureTable;
import org.tumorscan.training.HeadPlan;
import org.tumorscan.training.HeadReport;
import org.tumorscan.training.HeadTrainer;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.NoveltyFit;
import org.tumorscan.training.TrainingException;

/**
 * Trains a linear head over the frozen features of a base network: every picture goes through the
 * network once, then an ensemble is fitted, calibrated and measured.
 */
public final class TrainModel {
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
   * Trains and writes the bundle.
   *
   * @param extractor the task's base network, loaded; stays open
   * @param output directory of the bundle
   * @return the manifest as written
   * @throws TrainingException where a picture cannot be read
   */
  public Manifest run(
      TrainingTask task, HeadPlan plan, FeatureExtractor extractor, Path output, Progress progress)
      throws TrainingException, InferenceException, IOException, InterruptedException {
    PictureLoader loader = new PictureLoader(reader, new Preprocessor(task.input()));
    Tables tables =
        new PictureFeatures(loader, extractor, workers).extract(task.pictures(), progress);
    FeatureTable train = tables.features().split(Split.TRAIN);
    FeatureTable validation = tables.features().split(Split.VALIDATION);
    LinearHead head = new HeadTrainer(plan).fit(train);
    FeatureTable thumbnails = tables.thumbnails();
    double[] baseline =
        HeadTrainer.baseline(
            thumbnails.split(Split.TRAIN),
            thumbnails.split(Split.VALIDATION),
            plan.ridge(),
            plan.seed());
    HeadReport report =
        HeadReport.measure(
            Neighbourhoods.judged(
                validation.pictures(),
                HeadTrainer.logits(head, validation),
                task.smoothingMm(),
                reader),
            baseline,
            plan.seed());
    NoveltyScale novelty = NoveltyFit.of(train.features(), validation.features());
    return TrainedBundle.write(
        output, task, tables.features().pictures(), new HeadWeights(head, novelty), report);
  }
}
