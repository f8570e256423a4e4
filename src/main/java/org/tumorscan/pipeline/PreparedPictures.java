package org.tumorscan.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tumorscan.dataset.LesionBox;
import org.tumorscan.image.Framing;
import org.tumorscan.image.Preprocessor.Framed;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.augment.TumorBox;

/** Reads and prepares pictures once; they stay in memory, a byte a pixel. */
final class PreparedPictures {

  private PreparedPictures() {}

  /** All that are not blank, in their order. */
  static List<TrainingPicture> load(
      List<LabelledPicture> pictures, PictureLoader loader, int workers, Progress progress)
      throws TrainingException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Optional<TrainingPicture>>> loading = new ArrayList<>();
      for (LabelledPicture origin : pictures) {
        loading.add(
            pool.submit(() -> loader.loadFramed(origin).map(framed -> prepared(origin, framed))));
      }
      List<TrainingPicture> prepared = new ArrayList<>();
      for (Future<Optional<TrainingPicture>> future : loading) {
        PictureLoader.loaded(future).ifPresent(prepared::add);
        progress.advance(1);
      }
      return prepared;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Those of one split. */
  static List<TrainingPicture> ofSplit(List<TrainingPicture> pictures, Split split) {
    return pictures.stream().filter(picture -> picture.origin().split() == split).toList();
  }

  /** A picture with its boxes where they lie in what the network sees. */
  static TrainingPicture prepared(LabelledPicture origin, Framed framed) {
    List<TumorBox> boxes = new ArrayList<>();
    Framing framing = framed.framing();
    for (LesionBox box : origin.boxes()) {
      double x = framing.x(box.centreX());
      double y = framing.y(box.centreY());
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
        boxes.add(
            new TumorBox(x, y, box.width() / framing.width(), box.height() / framing.height()));
      }
    }
    return new TrainingPicture(
        origin, framed.input().toPicture(), framed.input().sizePixels(), boxes);
  }
}
