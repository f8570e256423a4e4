package org.tumorscan.djl;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.tumorscan.training.NetworkTrainer.Listener;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.PreparedExample;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.augment.Slice;

/** What a learner is shown in an epoch, and what it is judged by. Confined to one thread. */
abstract class Lessons implements AutoCloseable {
  final Course course;

  Lessons(Course course) {
    this.course = course;
  }

  /**
   * What a run is made of.
   *
   * @param feed of the material's examples, as the plan says
   * @param manager owns what lasts as long as the run
   */
  record Course(
      Material material,
      TrainingPlan plan,
      ExampleFeed feed,
      NDManager manager,
      Listener listener) {}

  /**
   * An epoch of steps.
   *
   * @return the loss, mean over the steps
   * @throws TrainingException {@code DIVERGED} where the loss is no number
   */
  abstract double epoch(Learner learner, int epoch) throws TrainingException, IOException;

  /** The validation metric as the learner stands. */
  final double metric(Learner learner) throws TrainingException, IOException {
    List<Slice> slices = course.material().validation().slices();
    double[] logits = new double[slices.size()];
    int batchSize = course.plan().schedule().batchSize();
    for (int start = 0; start < logits.length; start += batchSize) {
      int end = Math.min(logits.length, start + batchSize);
      try (NDManager scope = course.manager().newSubManager()) {
        double[] some = validationLogits(learner, scope, start, end);
        System.arraycopy(some, 0, logits, start, some.length);
      }
    }
    return course.material().validation().of(logits);
  }

  /** The logits of some of the validation metric's slices. */
  abstract double[] validationLogits(Learner learner, NDManager scope, int start, int end)
      throws TrainingException, IOException;

  final List<float[]> validationInputs(int start, int end) {
    List<float[]> inputs = new ArrayList<>();
    for (Slice slice : course.material().validation().slices().subList(start, end)) {
      inputs.add(course.material().preprocessor().input(slice.values()).toValues());
    }
    return inputs;
  }

  final double checked(double loss, int epoch) throws TrainingException {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          Reason.DIVERGED,
          "epoch " + (epoch + 1) + ": the loss is no number; try a lower --learning-rate");
    }
    return loss;
  }

  @Override
  public void close() throws IOException {}

  /** The lessons that a plan calls for. */
  static Lessons of(Course course, Path directory) throws IOException {
    return Learner.learnsBelow(course.plan()) ? new Fresh(course) : new Kept(course, directory);
  }

  /** For a network that learns: every picture goes through it every time. */
  private static final class Fresh extends Lessons {
    Fresh(Course course) {
      super(course);
    }

    @Override
    double epoch(Learner learner, int epoch) throws TrainingException {
      double sum = 0;
      Iterator<List<PreparedExample>> batches = course.feed().epoch(epoch);
      while (batches.hasNext()) {
        List<PreparedExample> batch = batches.next();
        try (NDManager scope = course.manager().newSubManager()) {
          Learner.Step step =
              learner.step(ExampleFeed.imagesOf(scope, batch), course.feed().targets(scope, batch));
          sum += checked(step.loss(), epoch);
        }
        course.listener().step(batch.size());
      }
      return sum / course.plan().schedule().stepsPerEpoch();
    }

    @Override
    double[] validationLogits(Learner learner, NDManager scope, int start, int end)
        throws TrainingException {
      return learner.logits(ExampleFeed.images(scope, validationInputs(start, end)));
    }
  }

  /** For a network that does not: pictures go through it once, and several epochs use its maps. */
  private static final class Kept extends Lessons {
    private static final String EXAMPLES = ".training-maps";
    private static final String VALIDATION = ".validation-maps";

    private final KeptExamples examples;
    private final MapStore validation;

    Kept(Course course, Path directory) throws IOException {
      super(course);
      this.examples = new KeptExamples(directory.resolve(EXAMPLES));
      this.validation = new MapStore(directory.resolve(VALIDATION));
    }

    @Override
    double epoch(Learner learner, int epoch) throws TrainingException, IOException {
      int round = epoch / course.plan().schedule().passes();
      // A run that goes on in the middle of a round makes the same examples again.
      if (examples.isEmpty() || !course.plan().schedule().isWithinRound(epoch)) {
        fill(learner, round);
      }
      double sum = 0;
      Iterator<int[]> batches =
          examples.pass(course.plan().seed(), epoch, course.plan().schedule().batchSize());
      while (batches.hasNext()) {
        int[] batch = batches.next();
        try (NDManager scope = course.manager().newSubManager()) {
          Learner.Step step =
              learner.stepOnMap(
                  examples.maps().get(scope, batch),
                  course.feed().targets(scope, examples.get(batch)));
          sum += checked(step.loss(), epoch);
        }
        course.listener().step(batch.length);
      }
      return sum / course.plan().schedule().stepsPerEpoch();
    }

    private void fill(Learner learner, int round) throws TrainingException, IOException {
      examples.clear();
      Iterator<List<PreparedExample>> batches = course.feed().epoch(round);
      int count = course.plan().schedule().stepsPerEpoch() * course.plan().schedule().batchSize();
      while (batches.hasNext()) {
        List<PreparedExample> batch = batches.next();
        try (NDManager scope = course.manager().newSubManager()) {
          examples.maps().add(learner.map(ExampleFeed.imagesOf(scope, batch)), count);
        }
        examples.add(batch);
        course.listener().step(batch.size());
      }
    }

    @Override
    double[] validationLogits(Learner learner, NDManager scope, int start, int end)
        throws TrainingException, IOException {
      if (validation.size() < end) {
        validation.add(
            learner.map(ExampleFeed.images(scope, validationInputs(start, end))),
            course.material().validation().slices().size());
      }
      return learner.logitsOfMap(validation.get(scope, IntStream.range(start, end).toArray()));
    }

    @Override
    public void close() throws IOException {
      try (examples) {
        validation.close();
      }
    }
  }
}
