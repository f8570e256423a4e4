package org.tumorscan.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.training.FeatureTable;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.Thumbnail;
import org.tumorscan.training.TrainingException;

/**
 * Runs every training picture through the network once, reading ahead on other threads. Blank
 * pictures, such as the empty slices at the ends of a series, are left out.
 */
final class PictureFeatures {
  private static final int BATCHES_AHEAD = 2;

  private final PictureLoader loader;
  private final FeatureExtractor extractor;
  private final int workers;

  PictureFeatures(PictureLoader loader, FeatureExtractor extractor, int workers) {
    this.loader = loader;
    this.extractor = extractor;
    this.workers = workers;
  }

  /**
   * What the pictures give, in their order.
   *
   * @param features of the network
   * @param thumbnails of the same pictures
   */
  record Tables(FeatureTable features, FeatureTable thumbnails) {}

  /** A picture on its way. */
  private record Loading(LabelledPicture picture, Future<Optional<ModelInput>> input) {}

  Tables extract(List<LabelledPicture> pictures, Progress progress)
      throws TrainingException, InferenceException, InterruptedException {
    Rows rows = new Rows();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      Deque<Loading> ahead = new ArrayDeque<>();
      Iterator<LabelledPicture> next = pictures.iterator();
      while (next.hasNext() || !ahead.isEmpty()) {
        while (next.hasNext() && ahead.size() < (1 + BATCHES_AHEAD) * extractor.batchSize()) {
          LabelledPicture picture = next.next();
          ahead.add(new Loading(picture, pool.submit(() -> loader.load(picture))));
        }
        int taken = Math.min(ahead.size(), extractor.batchSize());
        addBatch(ahead, taken, rows);
        progress.advance(taken);
      }
    } finally {
      pool.shutdownNow();
    }
    return rows.tables();
  }

  private void addBatch(Deque<Loading> ahead, int count, Rows rows)
      throws TrainingException, InferenceException, InterruptedException {
    List<ModelInput> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Loading loading = ahead.remove();
      Optional<ModelInput> input = PictureLoader.loaded(loading.input());
      if (input.isPresent()) {
        rows.pictures.add(loading.picture());
        rows.thumbnails.add(Thumbnail.of(input.get()));
        batch.add(input.get());
      }
    }
    if (!batch.isEmpty()) {
      for (Features features : extractor.extract(batch, Detail.POOLED)) {
        rows.features.add(features.pooled());
      }
    }
  }

  private static final class Rows {
    private final List<LabelledPicture> pictures = new ArrayList<>();
    private final List<float[]> features = new ArrayList<>();
    private final List<float[]> thumbnails = new ArrayList<>();

    Tables tables() {
      return new Tables(
          new FeatureTable(pictures, features.toArray(float[][]::new)),
          new FeatureTable(pictures, thumbnails.toArray(float[][]::new)));
    }
  }
}
