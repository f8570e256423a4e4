package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
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
import org.tumorscan.model.DenseHead;
import org.tumorscan.training.DensePlan;
import org.tumorscan.training.DenseTrainer;
import org.tumorscan.training.ExampleSchedule;
import org.tumorscan.training.ExampleSchedule.Example;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.augment.Augmenter;
import org.tumorscan.training.augment.CellTargets;
import org.tumorscan.training.augment.Slice;

/**
 * Learns a dense head over the stage-3 map of a frozen network. All members see the same examples,
 * so the network, which costs most, runs once for all of them.
 */
final class DjlDenseTrainer implements DenseTrainer {
  private static final int STAGE_3_MAP = 2;
  private static final int BATCHES_AHEAD = 3;
  private static final int STATISTICS_BATCHES = 8;

  private final Model backbone;
  private final Device device;
  private final int workers;

  /** Takes over the network and closes it. */
  DjlDenseTrainer(Model backbone, Device device, int workers) {
    this.backbone = backbone;
    this.device = device;
    this.workers = workers;
  }

  /** An example, ready for the network. */
  private record Prepared(ModelInput input, boolean tumor, CellTargets cells, String group) {}

  @Override
  public DenseHead train(
      List<TrainingPicture> pictures,
      Preprocessor preprocessor,
      DensePlan plan,
      Path checkpoint,
      Listener listener)
      throws TrainingException, IOException, InterruptedException {
    ExampleSchedule schedule = new ExampleSchedule(pictures, plan);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try (NDManager manager = NDManager.newBaseManager(device, Engines.PYTORCH)) {
      DenseCheckpoint kept = new DenseCheckpoint(checkpoint, manager, plan, pictures);
      Source source = new Source(schedule, preprocessor, plan, pool);
      DenseLearner learner =
          kept.exists()
              ? kept.restore()
              : DenseLearner.fresh(manager, plan, statistics(manager, source.epoch(0), plan));
      for (int epoch = kept.epochsDone(); epoch < plan.epochs(); epoch++) {
        double loss = epoch(source.epoch(epoch), learner, schedule, plan, listener);
        if (!Double.isFinite(loss)) {
          throw new TrainingException(
              Reason.DIVERGED,
              "epoch " + (epoch + 1) + ": the loss is no number; try a lower learning rate");
        }
        kept.save(learner, epoch + 1);
        listener.epoch(epoch + 1, loss);
      }
      return learner.head();
    } finally {
      pool.shutdownNow();
    }
  }

  private double epoch(
      Iterator<List<Prepared>> batches,
      DenseLearner learner,
      ExampleSchedule schedule,
      DensePlan plan,
      Listener listener)
      throws TrainingException {
    double sum = 0;
    int steps = 0;
    while (batches.hasNext()) {
      List<Prepared> batch = batches.next();
      try (NDManager scope = learner.manager().newSubManager()) {
        NDArray map = learner.standardised(map(scope, batch));
        sum += learner.step(map, targets(scope, batch, schedule, plan));
      }
      steps++;
      listener.step(batch.size());
    }
    return sum / Math.max(1, steps);
  }

  /** Mean and deviation of every channel of the map, [2][channels]. */
  private float[][] statistics(NDManager manager, Iterator<List<Prepared>> batches, DensePlan plan)
      throws TrainingException {
    try (NDManager scope = manager.newSubManager()) {
      NDList means = new NDList();
      NDList squares = new NDList();
      for (int i = 0; i < Math.min(STATISTICS_BATCHES, plan.stepsPerEpoch()); i++) {
        NDArray map = map(scope, batches.next());
        NDArray byChannel = map.transpose(1, 0, 2, 3).reshape(map.getShape().get(1), -1);
        means.add(byChannel.mean(new int[] {1}));
        squares.add(byChannel.square().mean(new int[] {1}));
      }
      NDArray mean = NDArrays.stack(means).mean(new int[] {0});
      NDArray square = NDArrays.stack(squares).mean(new int[] {0});
      NDArray deviation = square.sub(mean.square()).maximum(1e-6).sqrt();
      return new float[][] {mean.toFloatArray(), deviation.toFloatArray()};
    }
  }

  private NDArray map(NDManager scope, List<Prepared> batch) throws TrainingException {
    int size = batch.get(0).input().sizePixels();
    float[] values = new float[batch.size() * ModelInput.CHANNELS * size * size];
    for (int i = 0; i < batch.size(); i++) {
      float[] one = batch.get(i).input().values();
      System.arraycopy(one, 0, values, i * one.length, one.length);
    }
    Shape shape = new Shape(batch.size(), ModelInput.CHANNELS, size, size);
    NDList outputs =
        backbone
            .getBlock()
            .forward(
                new ParameterStore(scope, false), new NDList(scope.create(values, shape)), false);
    if (outputs.size() <= STAGE_3_MAP) {
      throw new TrainingException(
          Reason.UNSUITABLE_NETWORK,
          "the base network gives no stage-3 map, which a dense head looks at; use --head linear");
    }
    return outputs.get(STAGE_3_MAP);
  }

  private static DenseLearner.Targets targets(
      NDManager scope, List<Prepared> batch, ExampleSchedule schedule, DensePlan plan) {
    int cells = batch.get(0).cells().tumor().length;
    float[] tumorCells = new float[batch.size() * cells];
    float[] cellWeights = new float[batch.size() * cells];
    float[] tumor = new float[batch.size()];
    float[] learns = new float[plan.members() * batch.size()];
    for (int i = 0; i < batch.size(); i++) {
      Prepared example = batch.get(i);
      System.arraycopy(example.cells().tumor(), 0, tumorCells, i * cells, cells);
      System.arraycopy(example.cells().weights(), 0, cellWeights, i * cells, cells);
      double smoothing = plan.labelSmoothing();
      tumor[i] = (float) (example.tumor() ? 1 - smoothing / 2 : smoothing / 2);
      for (int member = 0; member < plan.members(); member++) {
        learns[member * batch.size() + i] = schedule.learns(member, example.group()) ? 1 : 0;
      }
    }
    Shape grid = new Shape(batch.size(), cells);
    return new DenseLearner.Targets(
        scope.create(tumorCells, grid),
        scope.create(cellWeights, grid),
        scope.create(tumor),
        scope.create(learns, new Shape(plan.members(), batch.size())));
  }

  /** Makes examples on other threads, in the schedule's order. */
  private record Source(
      ExampleSchedule schedule, Preprocessor preprocessor, DensePlan plan, ExecutorService pool) {

    Iterator<List<Prepared>> epoch(int epoch) {
      Iterator<Example> examples = schedule.epoch(epoch).iterator();
      Deque<Future<Prepared>> ahead = new ArrayDeque<>();
      int[] batchesLeft = {plan.stepsPerEpoch()};
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return batchesLeft[0] > 0;
        }

        @Override
        public List<Prepared> next() {
          batchesLeft[0]--;
          while (examples.hasNext() && ahead.size() < (1 + BATCHES_AHEAD) * plan.batchSize()) {
            Example example = examples.next();
            ahead.add(pool.submit(() -> prepare(example)));
          }
          List<Prepared> batch = new ArrayList<>();
          while (batch.size() < plan.batchSize()) {
            batch.add(get(ahead.remove()));
          }
          return batch;
        }
      };
    }

    private Prepared prepare(Example example) {
      Slice slice =
          new Augmenter(plan.augmentation())
              .augment(example.picture().slice(), new SplittableRandom(example.seed()));
      int grid = slice.size() / DenseLearner.PIXELS_PER_CELL;
      return new Prepared(
          preprocessor.normalise(slice.values()),
          slice.tumor(),
          CellTargets.of(slice, grid),
          example.picture().origin().group());
    }

    private static Prepared get(Future<Prepared> future) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      }
    }
  }

  @Override
  public void close() {
    backbone.close();
  }
}
