package org.tumorscan.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which pictures an epoch shows, and with which random state: a function of seed and epoch alone,
 * so that a run that was cut off goes on as if it had not been.
 */
public final class ExampleSchedule {
  private static final double TUMOR_SHARE = 0.6;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private final List<TrainingPicture> pictures;
  private final TrainingPlan plan;
  private final Map<Boolean, double[]> cumulative = new HashMap<>();
  private final Map<Boolean, List<Integer>> byClass = new HashMap<>();

  /**
   * A schedule.
   *
   * @param pictures both classes among them; a source weighs as the square root of its pictures
   */
  public ExampleSchedule(List<TrainingPicture> pictures, TrainingPlan plan) {
    this.pictures = List.copyOf(pictures);
    this.plan = plan;
    for (boolean tumor : new boolean[] {false, true}) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < pictures.size(); i++) {
        if (pictures.get(i).origin().tumor() == tumor) {
          indices.add(i);
        }
      }
      byClass.put(tumor, indices);
      cumulative.put(tumor, cumulative(indices));
    }
  }

  /**
   * One example.
   *
   * @param picture which
   * @param seed of what is done to it
   */
  public record Example(TrainingPicture picture, long seed) {}

  /** The examples of an epoch, in order. */
  public List<Example> epoch(int epoch) {
    Random random = new Random(plan.seed() * MIXER + epoch);
    List<Example> examples = new ArrayList<>();
    int tumors = (int) Math.round(TUMOR_SHARE * plan.schedule().examplesPerEpoch());
    for (int i = 0; i < plan.schedule().examplesPerEpoch(); i++) {
      boolean tumor = i < tumors;
      double[] sums = cumulative.getOrDefault(tumor, new double[0]);
      double drawn = random.nextDouble() * sums[sums.length - 1];
      int place = Arrays.binarySearch(sums, drawn);
      int index = byClass.getOrDefault(tumor, List.of()).get(place < 0 ? -place - 1 : place);
      examples.add(new Example(pictures.get(index), random.nextLong()));
    }
    Collections.shuffle(examples, random);
    return examples;
  }

  /** Whether a member of the ensemble learns from a group: from four of five; alone, from all. */
  public boolean learns(int member, String group) {
    if (plan.head().members() == 1) {
      return true;
    }
    long mixed = (group.hashCode() * 31L + member + 1) * MIXER + plan.seed();
    return Math.floorMod(mixed >>> 32, 5) != 0;
  }

  private double[] cumulative(List<Integer> indices) {
    Map<String, Integer> counts = new HashMap<>();
    for (int index : indices) {
      counts.merge(pictures.get(index).origin().source(), 1, Integer::sum);
    }
    double[] sums = new double[indices.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      String source = pictures.get(indices.get(i)).origin().source();
      sum += 1 / Math.sqrt(counts.getOrDefault(source, 1));
      sums[i] = sum;
    }
    return sums;
  }
}
