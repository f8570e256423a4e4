package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.training.ExampleSchedule;
import org.tumorscan.training.Mixup;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.PreparedExample;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.augment.Augmenter;
import org.tumorscan.training.augment.CellTargets;
import org.tumorscan.training.augment.Slice;

/** Makes examples on other threads, in the schedule's order, and hands batches to libtorch. */
final class ExampleFeed implements AutoCloseable {
  private static final int BATCHES_AHEAD = 3;
  // Of the stage-3 map of a ResNet.
  private static final int PIXELS_PER_CELL = 16;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private final ExampleSchedule schedule;
  private final Preprocessor preprocessor;
  private final TrainingPlan plan;
  private final ExecutorService pool;

  ExampleFeed(Material material, TrainingPlan plan, int workers) {
    this.schedule = new ExampleSchedule(material.train(), plan);
    this.preprocessor = material.preprocessor();
    this.plan = plan;
    this.pool = Executors.newFixedThreadPool(workers);
  }

  /** The first batch of an epoch alone. */
  List<PreparedExample> first(int epoch) {
    return batches(epoch, 0).next();
  }

  /** The batches of an epoch, made ahead. */
  Iterator<List<PreparedExample>> epoch(int epoch) {
    return batches(epoch, BATCHES_AHEAD);
  }

  private Iterator<List<PreparedExample>> batches(int epoch, int ahead) {
    int size = plan.schedule().batchSize();
    int count = plan.schedule().stepsPerEpoch();
    Iterator<ExampleSchedule.Example> examples = schedule.epoch(epoch).iterator();
    Deque<Future<PreparedExample>> coming = new ArrayDeque<>();
    return new Iterator<>() {
      private int taken;

      @Override
      public boolean hasNext() {
        return taken < count;
      }

      @Override
      public List<PreparedExample> next() {
        while (examples.hasNext() && coming.size() < (1 + ahead) * size) {
          ExampleSchedule.Example example = examples.next();
          coming.add(pool.submit(() -> prepare(example)));
        }
        List<PreparedExample> batch = new ArrayList<>();
        while (batch.size() < size) {
          batch.add(get(coming.remove()));
        }
        return mixed(batch, (long) epoch * count + taken++);
      }
    };
  }

  private List<PreparedExample> mixed(List<PreparedExample> batch, long step) {
    double alpha = plan.regularisation().mixup();
    return alpha > 0
        ? Mixup.mix(batch, alpha, new SplittableRandom((plan.seed() + step) * MIXER))
        : batch;
  }

  private PreparedExample prepare(ExampleSchedule.Example example) {
    Slice slice =
        new Augmenter(plan.augmentation())
            .augment(example.picture().slice(), new SplittableRandom(example.seed()));
    return new PreparedExample(
        preprocessor.input(slice.values()).toValues(),
        slice.tumor() ? 1 : 0,
        cells(slice),
        List.of(example.picture().origin().group()));
  }

  /** Pooled features are one cell, of which nothing is known but the slice's label. */
  private CellTargets cells(Slice slice) {
    return plan.head().kind() == HeadKind.DENSE
        ? CellTargets.of(slice, slice.size() / PIXELS_PER_CELL)
        : new CellTargets(new float[1], new float[1]);
  }

  private static PreparedExample get(Future<PreparedExample> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /** A batch's pictures, float32 [batch, 3, size, size]. */
  static NDArray images(NDManager scope, List<float[]> inputs) {
    int length = inputs.get(0).length;
    float[] values = new float[Math.multiplyExact(inputs.size(), length)];
    for (int i = 0; i < inputs.size(); i++) {
      System.arraycopy(inputs.get(i), 0, values, i * length, length);
    }
    long size = Math.round(Math.sqrt((double) length / ModelInput.CHANNELS));
    return scope.create(values, new Shape(inputs.size(), ModelInput.CHANNELS, size, size));
  }

  static NDArray imagesOf(NDManager scope, List<PreparedExample> batch) {
    return images(scope, batch.stream().map(PreparedExample::input).toList());
  }

  /** What a batch should come to. */
  LearningHead.Targets targets(NDManager scope, List<PreparedExample> batch) {
    int size = batch.size();
    int cells = batch.get(0).cells().tumor().length;
    int members = plan.head().members();
    float[] tumorCells = new float[size * cells];
    float[] cellWeights = new float[size * cells];
    float[] tumor = new float[size];
    float[] learns = new float[members * size];
    double smoothing = plan.regularisation().labelSmoothing();
    for (int i = 0; i < size; i++) {
      PreparedExample example = batch.get(i);
      System.arraycopy(example.cells().tumor(), 0, tumorCells, i * cells, cells);
      System.arraycopy(example.cells().weights(), 0, cellWeights, i * cells, cells);
      tumor[i] = (float) (example.tumor() * (1 - smoothing) + smoothing / 2);
      for (int member = 0; member < members; member++) {
        learns[member * size + i] = learns(member, example) ? 1 : 0;
      }
    }
    Shape grid = new Shape(size, cells);
    return new LearningHead.Targets(
        scope.create(tumorCells, grid),
        scope.create(cellWeights, grid),
        scope.create(tumor),
        scope.create(learns, new Shape(members, size)));
  }

  private boolean learns(int member, PreparedExample example) {
    return example.groups().stream().allMatch(group -> schedule.learns(member, group));
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
