package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tumorscan.djl.Lessons.Course;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.PreparedExample;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.TrainingPlan.Schedule;

/**
 * Learns a head over a network in libtorch, and as much of the network as the plan says. All
 * members see the same examples, so the network, which costs most, runs once for all of them.
 */
final class DjlTrainer implements NetworkTrainer {
  private static final int STATISTICS_BATCHES = 8;
  private static final double SMALLEST_VARIANCE = 1e-6;

  private final LearningNetwork network;
  private final NetworkKeeping keeping;
  private final BaseNetwork base;
  private final Device device;
  private final int workers;

  /**
   * Takes over the network and closes it.
   *
   * @param keeping what it was loaded from, and how it is kept where it learns
   */
  DjlTrainer(Model network, NetworkKeeping keeping, Device device, int workers) {
    this.network = new LearningNetwork(network);
    this.keeping = keeping;
    this.base = keeping.base();
    this.device = device;
    this.workers = workers;
  }

  @Override
  public Trained train(Material material, TrainingPlan plan, Path checkpoint, Listener listener)
      throws TrainingException, IOException, InterruptedException {
    try (Engines.Recording off = Engines.recordNothing();
        NDManager manager = NDManager.newBaseManager(device, Engines.PYTORCH);
        ExampleFeed feed = new ExampleFeed(material, plan, workers)) {
      Checkpoint kept = new Checkpoint(checkpoint, manager, Checkpoint.run(base, plan, material));
      Course course = new Course(material, plan, feed, manager, listener);
      try (Lessons lessons = Lessons.of(course, directoryOf(checkpoint))) {
        return new Run(course, lessons).run(kept);
      }
    } catch (EngineException e) {
      if (isOutOfMemory(e)) {
        throw new TrainingException(
            Reason.OUT_OF_MEMORY,
            "a batch of "
                + plan.schedule().batchSize()
                + " pictures does not fit into the device's memory; use a smaller --scope or"
                + " another --device",
            e);
      }
      throw e;
    }
  }

  private static Path directoryOf(Path file) {
    return file.toAbsolutePath().resolve("..").normalize();
  }

  /** libtorch tells it by its message alone: "can't allocate memory" or "CUDA out of memory". */
  private static boolean isOutOfMemory(EngineException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("allocate memory") || message.contains("out of memory");
  }

  /** One run over the network. */
  private final class Run {
    private final Course course;
    private final TrainingPlan plan;
    private final Lessons lessons;

    Run(Course course, Lessons lessons) {
      this.course = course;
      this.plan = course.plan();
      this.lessons = lessons;
    }

    Trained run(Checkpoint kept) throws TrainingException, IOException {
      Learner learner;
      RunProgress progress = RunProgress.none();
      if (kept.exists()) {
        Checkpoint.Kept restored = kept.read();
        progress = restored.progress();
        int channels = (int) restored.state().get(0).size();
        learner = learner(new LearningHead(course.manager(), plan, new float[2][channels]));
        learner.setState(restored.state(), restored.stepsDone());
        restored.state().close();
      } else {
        learner = learner(firstHead());
      }
      if (!progress.isOver(plan.schedule())) {
        FirstBatch.Times times = FirstBatch.run(learner, course.feed(), course.manager());
        course.listener().firstBatch(plannedFromHere(times, progress.epochsDone()));
        progress = epochs(learner, progress, times, kept);
      }
      learner.setWeights(progress.best());
      return new Trained(
          learner.toDenseHead(),
          Learner.learnsBelow(plan) ? Optional.of(keeping.kept(network)) : Optional.empty(),
          progress.bestEpoch());
    }

    private Learner learner(LearningHead head) throws TrainingException {
      return new Learner(course.manager(), plan, network, head);
    }

    /** Random, or that of the model that is trained on. */
    private LearningHead firstHead() throws TrainingException {
      float[][] statistics = statistics();
      return plan.head().kind() == HeadKind.DENSE && base.head().isPresent()
          ? LearningHead.of(base.head().get(), course.manager(), plan, statistics)
          : new LearningHead(course.manager(), plan, statistics);
    }

    private RunProgress epochs(
        Learner learner, RunProgress begin, FirstBatch.Times times, Checkpoint kept)
        throws TrainingException, IOException {
      RunProgress progress = begin;
      long began = System.nanoTime();
      Duration planned = plannedFromHere(times, begin.epochsDone());
      while (!progress.isOver(plan.schedule())) {
        double loss = lessons.epoch(learner, progress.epochsDone());
        double metric = lessons.metric(learner);
        progress = progress.after(metric, learner.weights());
        kept.write(progress, learner);
        int done = progress.epochsDone();
        Duration toGo = planned(times, done, plan.schedule().roundsAfter(done));
        double pace =
            (double) (System.nanoTime() - began) / planned.minus(toGo).plusNanos(1).toNanos();
        course
            .listener()
            .epoch(
                new EpochReport(
                    done,
                    loss,
                    metric,
                    progress.bestEpoch() == done,
                    Duration.ofNanos(Math.round(pace * toGo.toNanos()))));
      }
      return progress;
    }

    /** A run that goes on within a round makes the round's examples again. */
    private Duration plannedFromHere(FirstBatch.Times times, int epochsDone) {
      Schedule schedule = plan.schedule();
      int again = schedule.isWithinRound(epochsDone) ? 1 : 0;
      return planned(times, epochsDone, schedule.roundsAfter(epochsDone) + again);
    }

    /** How long the epochs behind those that are over should take, as the first batch told. */
    private Duration planned(FirstBatch.Times times, int epochsDone, int rounds) {
      Schedule schedule = plan.schedule();
      int left = schedule.epochs() - epochsDone;
      double validation = course.material().validation().slices().size();
      return times.of(
          schedule.stepsPerEpoch(),
          left,
          Learner.learnsBelow(plan) ? left : rounds,
          validation / schedule.batchSize());
    }

    /** Mean and deviation of every channel that the head looks at, [2][channels]. */
    private float[][] statistics() throws TrainingException {
      Iterator<List<PreparedExample>> batches = course.feed().epoch(0);
      try (NDManager scope = course.manager().newSubManager()) {
        NDList means = new NDList();
        NDList squares = new NDList();
        for (int i = 0; i < STATISTICS_BATCHES && batches.hasNext(); i++) {
          try (NDManager passing = scope.newSubManager()) {
            NDList outputs = network.forward(ExampleFeed.imagesOf(passing, batches.next()), false);
            NDArray map = LearningHead.asMap(Learner.map(outputs, plan));
            NDArray byChannel = map.transpose(1, 0, 2, 3).reshape(map.getShape().get(1), -1);
            means.add(byChannel.mean(new int[] {1}));
            squares.add(byChannel.square().mean(new int[] {1}));
            means.get(i).attach(scope);
            squares.get(i).attach(scope);
          }
        }
        NDArray mean = NDArrays.stack(means).mean(new int[] {0});
        NDArray square = NDArrays.stack(squares).mean(new int[] {0});
        NDArray deviation = square.sub(mean.square()).maximum(SMALLEST_VARIANCE).sqrt();
        return new float[][] {mean.toFloatArray(), deviation.toFloatArray()};
      }
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
