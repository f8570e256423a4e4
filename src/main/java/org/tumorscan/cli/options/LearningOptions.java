package org.tumorscan.cli.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tumorscan.training.HeadPlan;
import org.tumorscan.training.LearnedScope;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.TrainingPlan.Method;
import org.tumorscan.training.TrainingPlan.Optimization;
import org.tumorscan.training.TrainingPlan.Rates;
import org.tumorscan.training.TrainingPlan.Schedule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is learned, and how. */
public final class LearningOptions {
  private static final int LINEAR_MEMBERS = 40;

  /** Dense heads of an ensemble where nobody says how many. */
  public static final int DENSE_MEMBERS = 5;

  private static final double MIN_RATE = Double.MIN_VALUE;

  /** A tenth of the third stage's values; a lower rank was seen to keep what it gained. */
  private static final int ADAPTER_RANK = 24;

  private static final int MOST_ADAPTER_RANK = 256;

  /** Those that say nothing where a head is fitted to features without gradient descent. */
  private static final List<String> OF_GRADIENT_DESCENT =
      List.of(
          "--epochs",
          "--examples",
          "--passes",
          "--optimizer",
          "--learning-rate",
          "--backbone-rate",
          "--weight-decay",
          "--mixup",
          "--patience");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--head",
      paramLabel = "KIND",
      defaultValue = "linear",
      description = {
        "linear: over the network's pooled features (default).",
        "dense: scores every cell of a feature map; learns from boxes where there are any."
      })
  private HeadKind kind = HeadKind.LINEAR;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "head",
      description = {
        "What learns: head (default), or with it the network's last stage (stage4), its last two"
            + " (stage3), or all of it (all). A network that learned becomes part of the model.",
        "A dense head reads the stage-3 map: for it, stage3 is that stage, and stage4 is refused."
      })
  private LearnedScope scope = LearnedScope.HEAD;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs, where anything but a linear head learns (default: 12 for the head, 10 beyond).")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Examples an epoch (default: 4800 for the head, 2400 beyond).")
  private Optional<Integer> examples = Optional.empty();

  @Option(
      names = "--passes",
      paramLabel = "N",
      description =
          "For --scope head: epochs that see the same examples, whose maps are kept in a file of"
              + " 0.4 MB an example, at 224 pixels, until then; then others are made (default: 4).")
  private Optional<Integer> passes = Optional.empty();

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Heads of the ensemble, for the interval (default: 40 linear or 5 dense ones).")
  private Optional<Integer> members = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "End after N epochs without a better validation figure; the best epoch's weights are kept"
              + " in any case (default: 0, never).")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "adamw (default), or sgd, with a momentum of 0.9.")
  private Optional<Method> method = Optional.empty();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The head's largest learning rate (default: 0.001 with adamw, 0.03 with sgd).")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--backbone-rate",
      paramLabel = "X",
      description =
          "That of the network's highest stage that learns; each stage below has half of the one"
              + " above (default: a tenth of the head's).")
  private Optional<Double> backboneRate = Optional.empty();

  @Option(
      names = "--adapter-rank",
      paramLabel = "N",
      description =
          "Rank of the adapter that keeps what a network of this program learned, 1.6 MB of the"
              + " third stage at 24; 0 for the whole network, 47 MB (default: 24). Figures are of"
              + " what is kept.")
  private Optional<Integer> adapterRank = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Decoupled weight decay (default: 0.01).")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      description =
          "Mix every example with another; from 0, for not at all (default), to 1, for any share"
              + " of the two alike.")
  private Optional<Double> mixup = Optional.empty();

  @Option(
      names = "--ridge",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Penalty on a linear head's standardised weights (default: ${DEFAULT-VALUE}).")
  private double ridge;

  /**
   * The options as a value.
   *
   * @param descent the plan of gradient descent; empty where a linear head is fitted to features of
   *     the network as it is
   * @param adapterRank of the adapter that keeps what the network learned; 0 for the whole of it
   * @param linear how a linear head is fitted, or the baseline beside a dense one
   */
  public record Learning(
      HeadKind kind,
      LearnedScope scope,
      Optional<TrainingPlan> descent,
      int adapterRank,
      HeadPlan linear) {}

  /**
   * The options as a value.
   *
   * @param seed of everything random
   * @param heads of a dense ensemble where {@code --members} says nothing
   */
  public Learning learning(long seed, int heads) {
    require(ridge > 0, "--ridge must be above 0");
    int atLeast = kind == HeadKind.DENSE ? 1 : 0;
    members.ifPresent(count -> require(count >= atLeast, "--members must be at least " + atLeast));
    int rank = adapterRank();
    HeadPlan linear = new HeadPlan(ridge, members.orElse(LINEAR_MEMBERS), seed);
    if (kind == HeadKind.LINEAR && scope == LearnedScope.HEAD) {
      for (String option : OF_GRADIENT_DESCENT) {
        require(
            !spec.commandLine().getParseResult().hasMatchedOption(option),
            option + " is for --head dense, and for a --scope beyond the head");
      }
      return new Learning(kind, scope, Optional.empty(), rank, linear);
    }
    require(
        scope == LearnedScope.HEAD || kind.learns(scope, kind.highestStage()),
        "--scope "
            + scope.name().toLowerCase(Locale.ROOT)
            + " changes nothing for a dense head, which reads the stage-3 map; use --scope stage3"
            + " or --scope all");
    return new Learning(kind, scope, Optional.of(descent(seed, heads)), rank, linear);
  }

  private int adapterRank() {
    require(
        adapterRank.isEmpty() || scope != LearnedScope.HEAD,
        "--adapter-rank is for a --scope beyond the head");
    int rank = adapterRank.orElse(scope == LearnedScope.HEAD ? 0 : ADAPTER_RANK);
    require(
        rank >= 0 && rank <= MOST_ADAPTER_RANK,
        "--adapter-rank must be from 0 to " + MOST_ADAPTER_RANK);
    return rank;
  }

  private TrainingPlan descent(long seed, int heads) {
    TrainingPlan usual =
        kind == HeadKind.DENSE
            ? TrainingPlan.dense(members.orElse(heads), seed)
            : TrainingPlan.linear(scope, seed);
    return usual
        .with(schedule(usual.schedule()))
        .with(optimization())
        .with(usual.regularisation().withMixup(inRange("--mixup", mixup, 0, 0, 1)));
  }

  private Schedule schedule(Schedule usual) {
    int batch = usual.batchSize();
    epochs.ifPresent(count -> require(count >= 1, "--epochs must be at least 1"));
    examples.ifPresent(
        count ->
            require(
                count >= batch, "--examples must be at least " + batch + ", which is one step"));
    passes.ifPresent(count -> require(count >= 1, "--passes must be at least 1"));
    require(
        passes.isEmpty() || scope == LearnedScope.HEAD,
        "--passes is for --scope head, under which the network's maps stay as they are");
    patience.ifPresent(count -> require(count >= 0, "--patience must be at least 0"));
    return new Schedule(
        epochs.orElse(usual.epochs()),
        examples.orElse(usual.examplesPerEpoch()),
        batch,
        patience.orElse(usual.patience()),
        passes.orElse(usual.passes()));
  }

  private Optimization optimization() {
    Optimization usual = Optimization.standard(method.orElse(Method.ADAMW), scope);
    double head = inRange("--learning-rate", learningRate, usual.rates().head(), MIN_RATE, 1);
    Rates rates = Rates.below(head);
    require(
        backboneRate.isEmpty() || scope != LearnedScope.HEAD,
        "--backbone-rate is for a --scope beyond the head");
    return new Optimization(
        usual.method(),
        scope,
        rates.withBackbone(inRange("--backbone-rate", backboneRate, rates.backbone(), MIN_RATE, 1)),
        inRange("--weight-decay", weightDecay, usual.weightDecay(), 0, 1),
        usual.gradientNorm());
  }

  private double inRange(
      String option, Optional<Double> given, double usual, double low, double high) {
    double value = given.orElse(usual);
    require(
        value >= low && value <= high,
        low == 0
            ? option + " must be from 0 to " + (int) high
            : option + " must be above 0 and at most " + (int) high);
    return value;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
