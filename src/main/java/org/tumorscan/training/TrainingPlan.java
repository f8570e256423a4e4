package org.tumorscan.training;

import org.tumorscan.training.augment.Augmenter;

/**
 * How a head is trained by gradient descent, and how much of the network below it.
 *
 * @param head what learns on top
 * @param schedule how long
 * @param optimization by which steps
 * @param regularisation what keeps it from learning by heart
 * @param augmentation what is done to the pictures
 * @param seed of everything random
 */
public record TrainingPlan(
    Head head,
    Schedule schedule,
    Optimization optimization,
    Regularisation regularisation,
    Augmenter.Plan augmentation,
    long seed) {

  /**
   * The plan for dense heads over a frozen network.
   *
   * @param members of the ensemble
   */
  public static TrainingPlan dense(int members, long seed) {
    return standard(new Head(HeadKind.DENSE, members), LearnedScope.HEAD, seed);
  }

  /** The plan for a network under a linear layer that is thrown away afterwards. */
  public static TrainingPlan linear(LearnedScope scope, long seed) {
    return standard(new Head(HeadKind.LINEAR, 1), scope, seed);
  }

  private static TrainingPlan standard(Head head, LearnedScope scope, long seed) {
    return new TrainingPlan(
        head,
        scope == LearnedScope.HEAD
            ? new Schedule(12, 4800, 16, 0, 4)
            : new Schedule(10, 2400, 16, 0, 1),
        Optimization.standard(Method.ADAMW, scope),
        new Regularisation(0.05, 0.2, 0),
        Augmenter.Plan.STANDARD,
        seed);
  }

  /** This plan with another schedule. */
  public TrainingPlan with(Schedule changed) {
    return new TrainingPlan(head, changed, optimization, regularisation, augmentation, seed);
  }

  /** This plan with other steps. */
  public TrainingPlan with(Optimization changed) {
    return new TrainingPlan(head, schedule, changed, regularisation, augmentation, seed);
  }

  /** This plan with other regularisation. */
  public TrainingPlan with(Regularisation changed) {
    return new TrainingPlan(head, schedule, optimization, changed, augmentation, seed);
  }

  /** Kinds of head. */
  public enum HeadKind {
    /** One layer over the pooled features. */
    LINEAR(4),
    /** Convolutions over the stage-3 map. */
    DENSE(3);

    private final int highestStage;

    HeadKind(int highestStage) {
      this.highestStage = highestStage;
    }

    /** The last stage of the network whose output reaches the head. */
    public int highestStage() {
      return highestStage;
    }

    /** Whether a stage of the network is in the scope and has a say in the head's result. */
    public boolean learns(LearnedScope scope, int stage) {
      return stage <= highestStage && scope.includes(stage);
    }
  }

  /**
   * What learns on top of the network.
   *
   * @param members networks, each from its own seed and, where there are several, without its own
   *     fifth of the groups
   */
  public record Head(HeadKind kind, int members) {
    /** Checks the range. */
    public Head {
      require(members >= 1, "members");
    }
  }

  /**
   * How long.
   *
   * @param epochs passes over the examples
   * @param examplesPerEpoch pictures drawn for one pass
   * @param batchSize pictures a step
   * @param patience epochs without a better validation figure after which the run ends; 0 for never
   * @param passes epochs that see the same examples, where the network does not learn and its maps
   *     of them can be kept; then others are made
   */
  public record Schedule(
      int epochs, int examplesPerEpoch, int batchSize, int patience, int passes) {
    private static final double WARM_UP = 0.05;

    /** Checks the ranges. */
    public Schedule {
      require(epochs >= 1 && batchSize >= 1 && patience >= 0, "schedule");
      require(examplesPerEpoch >= batchSize && passes >= 1, "examples an epoch or passes");
    }

    /** How many rounds of examples are still to begin where so many epochs are over. */
    public int roundsAfter(int epochsDone) {
      return rounds(epochs) - rounds(epochsDone);
    }

    /** Whether the next epoch sees the same examples as the last one. */
    public boolean isWithinRound(int epochsDone) {
      return epochsDone % passes != 0;
    }

    private int rounds(int throughEpoch) {
      return (throughEpoch + passes - 1) / passes;
    }

    /** Steps of an epoch; a last batch that is not full is left out. */
    public int stepsPerEpoch() {
      return examplesPerEpoch / batchSize;
    }

    /**
     * The share of the largest learning rate at a step, from 0: linear warm-up, then a cosine.
     *
     * @return in [0, 1]
     */
    public double rateShare(int step) {
      double progress = (step + 0.5) / ((double) epochs * stepsPerEpoch());
      return progress < WARM_UP
          ? progress / WARM_UP
          : (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP))) / 2;
    }
  }

  /** How gradients become steps. */
  public enum Method {
    /** Adam with decoupled weight decay. */
    ADAMW(1e-3),
    /** Gradient descent with a momentum of 0.9. */
    SGD(3e-2);

    private final double usualRate;

    Method(double usualRate) {
      this.usualRate = usualRate;
    }

    /** The head's largest learning rate where nobody states one. */
    public double usualRate() {
      return usualRate;
    }
  }

  /**
   * Steps.
   *
   * @param scope which stages of the network learn
   * @param rates how far each step goes
   * @param weightDecay share of the learning rate by which weights shrink at each step, decoupled
   *     from the gradient
   * @param gradientNorm longest gradient over all parameters; longer ones are shortened to it
   */
  public record Optimization(
      Method method, LearnedScope scope, Rates rates, double weightDecay, double gradientNorm) {

    /** Checks the ranges. */
    public Optimization {
      require(weightDecay >= 0 && gradientNorm > 0, "weight decay or gradient norm");
    }

    /** What is usual. */
    public static Optimization standard(Method method, LearnedScope scope) {
      return new Optimization(method, scope, Rates.below(method.usualRate()), 1e-2, 1);
    }
  }

  /**
   * Largest learning rates, after the warm-up and before the cosine brings them to 0.
   *
   * @param head of the head
   * @param backbone of the network's highest stage that learns
   * @param stageShare what an earlier stage has of the rate of the one above it
   */
  public record Rates(double head, double backbone, double stageShare) {
    private static final double BACKBONE_SHARE = 0.1;
    private static final double STAGE_SHARE = 0.5;

    /** Checks the ranges. */
    public Rates {
      require(head > 0 && backbone > 0 && stageShare > 0 && stageShare <= 1, "learning rate");
    }

    /** The head's rate, with those of the network as much lower as is usual. */
    public static Rates below(double head) {
      return new Rates(head, head * BACKBONE_SHARE, STAGE_SHARE);
    }

    /** These rates with another one for the network. */
    public Rates withBackbone(double rate) {
      return new Rates(head, rate, stageShare);
    }

    /**
     * The rate of a stage.
     *
     * @param stagesBelow how many stages it lies below the highest one that learns
     */
    public double ofStage(int stagesBelow) {
      return backbone * Math.pow(stageShare, stagesBelow);
    }
  }

  /**
   * What keeps a network from learning by heart.
   *
   * @param labelSmoothing how far the labels of slices are from 0 and 1
   * @param dropout share of the head's input channels left out at each step
   * @param mixup both parameters of the beta distribution that says how pictures are mixed, in [0,
   *     1]; 0 for not at all
   */
  public record Regularisation(double labelSmoothing, double dropout, double mixup) {
    /** Checks the ranges. */
    public Regularisation {
      require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing");
      require(dropout >= 0 && dropout < 1, "dropout");
      require(mixup >= 0 && mixup <= 1, "mixup");
    }

    /** This with another mixup. */
    public Regularisation withMixup(double alpha) {
      return new Regularisation(labelSmoothing, dropout, alpha);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a plan whose " + what + " is out of range");
    }
  }
}
