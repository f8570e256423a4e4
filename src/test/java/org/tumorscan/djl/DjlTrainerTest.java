package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.Sha256;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.BaseNetwork.TorchScript;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.LearnedScope;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.NetworkTrainer.EpochReport;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.NetworkTrainer.Trained;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.TrainingPlan.Method;
import org.tumorscan.training.TrainingPlan.Optimization;
import org.tumorscan.training.TrainingPlan.Rates;
import org.tumorscan.training.TrainingPlan.Schedule;
import org.tumorscan.training.ValidationMetric;
import org.tumorscan.training.augment.TumorBox;

/** Training over a network of five small convolutions, one a stage. */
class DjlTrainerTest {
  private static final int SIZE = 64;
  private static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          new InputSpec(SIZE, Intensity.voi(), false, 0, SIZE, Normalisation.IMAGENET));
  private static final Schedule FOUR_EPOCHS = new Schedule(4, 16, 16, 0, 1);

  @TempDir Path directory;

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, STAGE4, layer4",
    "LINEAR, STAGE3, layer3 layer4",
    "LINEAR, ALL, conv1 layer1 layer2 layer3 layer4",
    "DENSE, STAGE3, layer3",
    "DENSE, ALL, conv1 layer1 layer2 layer3"
  })
  void theStagesOfTheScopeChangeAndNoOthers(HeadKind kind, LearnedScope scope, String changed)
      throws Exception {
    Trained trained = train(plan(kind, scope, Method.ADAMW), "state", new Heard());
    Map<String, float[]> before = Fixtures.parameters(Fixtures.bytes("tiny-stages.pt"));
    Map<String, float[]> after = Fixtures.parameters(file(trained));
    assertEquals(before.keySet(), after.keySet());
    Set<String> different = new TreeSet<>();
    Set<String> equal = new TreeSet<>();
    for (String name : before.keySet()) {
      boolean same = Arrays.equals(before.get(name), after.get(name));
      (same ? equal : different).add(name.substring(0, name.indexOf('.')));
    }
    assertEquals(new TreeSet<>(List.of(changed.split(" "))), different);
    equal.retainAll(different);
    assertEquals(Set.of(), equal, "weight and bias of a stage change together");
  }

  @Test
  void aFrozenNetworkIsNotGivenBack() throws Exception {
    Trained trained =
        train(plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW), "state", new Heard());
    assertEquals(Optional.empty(), trained.network());
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aRunThatWasCutOffEndsWithTheSameHeadAndNetwork(Method method) throws Exception {
    TrainingPlan plan = plan(HeadKind.DENSE, LearnedScope.ALL, method);
    plan = plan.with(plan.regularisation().withMixup(0.4));
    Trained whole = train(plan, "whole", new Heard());
    Heard cut = new Heard();
    cut.cutAfter = 2;
    TrainingPlan same = plan;
    assertThrows(CutOff.class, () -> train(same, "cut", cut));
    Heard heard = new Heard();
    Trained resumed = train(plan, "cut", heard);
    assertEquals(List.of(3, 4), heard.epochs(), "epochs after the cut");
    assertSameHead(whole.head(), resumed.head());
    assertEquals(Sha256.of(file(whole)), Sha256.of(file(resumed)));
    assertEquals(whole.epoch(), resumed.epoch());
    // Weights, best weights and optimizer after the last epoch, whichever was the best.
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("whole")),
        Files.readAllBytes(directory.resolve("cut")));
  }

  @Test
  void aHeadThatIsGoneOnFromBeginsWithWhatItHasLearned() throws Exception {
    TrainingPlan plan = plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW);
    DenseHead learned = train(plan, "first", new Heard()).head();
    // Steps too small to move anything: what comes out is what went in.
    Optimization still = new Optimization(Method.SGD, LearnedScope.HEAD, Rates.below(1e-30), 0, 1);
    Trained again = train(goingOn(learned), plan.with(still), "second");
    List<Convolution> in = learned.members().get(1).layers();
    List<Convolution> out = again.head().members().get(1).layers();
    for (int layer = 0; layer < in.size(); layer++) {
      assertArrayEquals(in.get(layer).weight(), out.get(layer).weight(), 1e-5f);
      assertArrayEquals(in.get(layer).bias(), out.get(layer).bias(), 1e-3f);
    }
  }

  @Test
  void theStateOfARunFromAnotherHeadIsNotGoneOnWith() throws Exception {
    TrainingPlan plan = plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW);
    DenseHead learned = train(plan, "state", new Heard()).head();
    var e = assertThrows(TrainingException.class, () -> train(goingOn(learned), plan, "state"));
    assertEquals(TrainingException.Reason.OTHER_RUN, e.reason());
  }

  @Test
  void moreHeadsThanAModelHasCannotBeGoneOnFrom() throws Exception {
    TrainingPlan two = plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW);
    DenseHead learned = train(two, "two", new Heard()).head();
    TrainingPlan three = TrainingPlan.dense(3, 3).with(FOUR_EPOCHS);
    var e = assertThrows(TrainingException.class, () -> train(goingOn(learned), three, "three"));
    assertEquals(TrainingException.Reason.UNSUITABLE_NETWORK, e.reason());
    assertTrue(e.getMessage().contains("has 2 heads, not 3"), e.getMessage());
  }

  private static BaseNetwork goingOn(DenseHead head) throws Exception {
    BaseNetwork network = base(Fixtures.bytes("tiny-stages.pt"));
    return new BaseNetwork(
        network.url(),
        network.sha256(),
        network.torchScript(),
        Optional.empty(),
        Optional.of(head));
  }

  private Trained train(BaseNetwork base, TrainingPlan plan, String state) throws Exception {
    return train(base, plan, directory.resolve(state), new Heard());
  }

  @Test
  void theWeightsOfTheBestEpochAreKeptAndPatienceEndsTheRun() throws Exception {
    TrainingPlan plan =
        plan(HeadKind.DENSE, LearnedScope.STAGE3, Method.ADAMW)
            .with(new Schedule(40, 16, 16, 2, 1));
    Heard heard = new Heard();
    Trained trained = train(plan, "state", heard);
    double best = heard.reports.stream().mapToDouble(EpochReport::metric).max().orElseThrow();
    EpochReport kept = heard.reports.get(trained.epoch() - 1);
    assertEquals(best, kept.metric());
    assertTrue(kept.best());
    assertEquals(trained.epoch() + 2, heard.reports.size(), "two epochs of patience");
    assertTrue(heard.reports.size() < 40, "the run ended early");

    // What is given back scores the validation pictures as the best epoch did, but for rounding.
    BaseNetwork network = trained.network().orElseThrow();
    assertEquals(kept.metric(), metricOf(network, trained.head()), 0.02);
    assertSameHead(trained.head(), train(plan, "state", new Heard()).head());
  }

  /** Epochs 1 to 3 see the same examples, epochs 4 and 5 others; the cut is within the first. */
  @Test
  void aRunOverKeptMapsThatWasCutOffEndsWithTheSameHead() throws Exception {
    TrainingPlan plan =
        plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW).with(new Schedule(5, 48, 16, 0, 3));
    Heard uncut = new Heard();
    Trained whole = train(plan, "whole", uncut);
    Heard cut = new Heard();
    cut.cutAfter = 2;
    assertThrows(CutOff.class, () -> train(plan, "cut", cut));
    Heard heard = new Heard();
    Trained resumed = train(plan, "cut", heard);
    assertEquals(List.of(3, 4, 5), heard.epochs(), "epochs after the cut");
    assertSameHead(whole.head(), resumed.head());
    assertEquals(uncut.reports.get(4).loss(), heard.reports.get(2).loss());
    // 48 examples made twice and looked at five times.
    assertEquals(7 * 48, uncut.seen);
    assertEquals(Duration.ZERO, uncut.reports.get(4).left());
  }

  /** Either way the second epoch goes through its examples in the same order. */
  @Test
  void anEpochAfterTheLastPassSeesOtherExamples() throws Exception {
    TrainingPlan plan = plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW);
    Heard once = new Heard();
    train(plan.with(new Schedule(2, 48, 16, 0, 1)), "once", once);
    Heard twice = new Heard();
    train(plan.with(new Schedule(2, 48, 16, 0, 2)), "twice", twice);
    assertEquals(once.reports.get(0).loss(), twice.reports.get(0).loss());
    assertNotEquals(once.reports.get(1).loss(), twice.reports.get(1).loss());
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void theLossFalls(Method method) throws Exception {
    Heard heard = new Heard();
    train(
        plan(HeadKind.DENSE, LearnedScope.STAGE3, method).with(new Schedule(4, 48, 16, 0, 1)),
        "state",
        heard);
    double first = heard.reports.get(0).loss();
    assertTrue(heard.reports.get(3).loss() < 0.95 * first, heard.reports.toString());
  }

  @Test
  void theTimeIsToldBeforeTheFirstEpochAndThenLess() throws Exception {
    Heard heard = new Heard();
    train(plan(HeadKind.LINEAR, LearnedScope.STAGE4, Method.ADAMW), "state", heard);
    assertEquals(1, heard.estimates.size());
    assertTrue(heard.estimates.get(0).compareTo(Duration.ZERO) > 0);
    assertEquals(Duration.ZERO, heard.reports.get(3).left());
  }

  @Test
  void theStateOfAnotherRunIsNotGoneOnWith() throws Exception {
    Heard cut = new Heard();
    cut.cutAfter = 1;
    TrainingPlan plan = plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW);
    assertThrows(CutOff.class, () -> train(plan, "state", cut));
    Path state = directory.resolve("state");
    byte[] before = Files.readAllBytes(state);
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () -> train(plan.with(plan.regularisation().withMixup(1)), "state", new Heard()));
    assertEquals(Reason.OTHER_RUN, refused.reason());
    assertArrayEquals(before, Files.readAllBytes(state));
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() throws Exception {
    TrainingPlan usual = plan(HeadKind.DENSE, LearnedScope.ALL, Method.SGD);
    Rates rates = new Rates(1e30, 1e30, 1);
    TrainingPlan plan =
        usual
            .with(new Schedule(4, 16, 16, 0, 1))
            .with(new Optimization(Method.SGD, LearnedScope.ALL, rates, 0, 1e30));
    TrainingException diverged =
        assertThrows(TrainingException.class, () -> train(plan, "state", new Heard()));
    assertEquals(Reason.DIVERGED, diverged.reason());
  }

  @Test
  void aFrozenTorchScriptCannotLearn() throws Exception {
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () ->
                train(
                    base(Fixtures.bytes("tiny-frozen.pt")),
                    plan(HeadKind.LINEAR, LearnedScope.STAGE4, Method.ADAMW),
                    directory.resolve("state"),
                    new Heard()));
    assertEquals(Reason.UNSUITABLE_NETWORK, refused.reason());
    assertTrue(refused.getMessage().contains("no parameter"), refused.getMessage());
  }

  @Test
  void aNetworkWhoseStageHasNoSayIsRefusedBeforeTheFirstEpoch() throws Exception {
    Heard heard = new Heard();
    // Its stage 3 does not lead to the pooled features.
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () ->
                train(
                    base(Fixtures.bytes("tiny-backbone.pt")),
                    plan(HeadKind.LINEAR, LearnedScope.STAGE3, Method.ADAMW),
                    directory.resolve("state"),
                    heard));
    assertEquals(Reason.UNSUITABLE_NETWORK, refused.reason());
    assertTrue(refused.getMessage().contains("no gradient"), refused.getMessage());
    assertEquals(List.of(), heard.epochs());
  }

  @Test
  void aBatchThatDoesNotFitIntoMemoryIsToldBeforeTheFirstEpoch() throws Exception {
    Heard heard = new Heard();
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () ->
                train(
                    base(Fixtures.bytes("tiny-greedy.pt")),
                    plan(HeadKind.LINEAR, LearnedScope.STAGE4, Method.ADAMW),
                    directory.resolve("state"),
                    heard));
    assertEquals(Reason.OUT_OF_MEMORY, refused.reason());
    assertEquals(List.of(), heard.epochs());
  }

  // It is run by the program that judges, to its third stage, and not as it is trained.
  @Test
  void aHeadOverTheShippedNetworkScoresAsItDidWhileItLearned() throws Exception {
    BaseNetwork shipped = new Backbones(Backbones.DJL_REPOSITORY).base(Backbones.STANDARD_URL);
    TrainingPlan plan =
        plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW).with(new Schedule(2, 16, 16, 0, 1));
    Heard heard = new Heard();
    Trained trained = train(shipped, plan, directory.resolve("state"), heard);
    assertTrue(trained.network().isEmpty());
    double metric = heard.reports.get(trained.epoch() - 1).metric();
    assertEquals(metric, metricOf(shipped, trained.head()), 0.02);
  }

  @Test
  void theShippedNetworkLearnsAndStaysInHalfPrecision() throws Exception {
    BaseNetwork shipped = new Backbones(Backbones.DJL_REPOSITORY).base(Backbones.STANDARD_URL);
    TrainingPlan plan =
        plan(HeadKind.LINEAR, LearnedScope.STAGE4, Method.ADAMW)
            .with(new Schedule(1, 16, 16, 0, 1));
    byte[] learned = file(train(shipped, plan, directory.resolve("state"), new Heard()));
    assertEquals(47.0, learned.length / 1e6, 0.5);
    Map<String, float[]> before =
        Fixtures.parameters(ShippedBackbone.describe("resnet50-imagenet").torchScript());
    Map<String, float[]> after = Fixtures.parameters(learned);
    assertEquals(before.keySet(), after.keySet());
    assertEquals(106, after.size());
    before.forEach(
        (name, values) ->
            assertEquals(
                !name.startsWith("layer4."), Arrays.equals(values, after.get(name)), name));
  }

  /**
   * What is learned on top of an adapter is an adapter on the same network. The change of stage 3,
   * which does not learn the second time, stays as it is, also where the rank is another.
   */
  @Test
  void theShippedNetworkIsKeptAsAnAdapterAndLearnsOn() throws Exception {
    Backbones backbones = new Backbones(Backbones.DJL_REPOSITORY);
    BaseNetwork shipped = backbones.base(Backbones.STANDARD_URL);
    BaseNetwork once = adapted(shipped, HeadKind.DENSE, LearnedScope.STAGE3, 4);
    assertEquals(shipped.sha256(), once.sha256());
    assertEquals(Optional.empty(), once.torchScript());
    Adapter first = once.adapter().orElseThrow();
    // Six blocks of three convolutions and one beside them, weight and bias.
    assertEquals(38, first.changes().size());
    assertTrue(first.changes().keySet().stream().allMatch(name -> name.startsWith("layer3.")));
    LowRank change = (LowRank) first.changes().get("layer3.0.conv1.weight");
    assertEquals(4, change.rank());
    Adapter read = Adapter.fromBytes(first.toBytes());
    assertArrayEquals(
        ((LowRank) read.changes().get("layer3.0.conv1.weight")).up()[0],
        change.up()[0],
        "what is judged is what the file keeps");
    assertEquals(0.3, first.toBytes().length / 1e6, 0.1);

    BaseNetwork twice = adapted(once, HeadKind.LINEAR, LearnedScope.STAGE4, 2);
    Adapter second = twice.adapter().orElseThrow();
    assertEquals(38 + 20, second.changes().size());
    Map<String, Change> kept = new TreeMap<>(second.changes());
    kept.keySet().retainAll(first.changes().keySet());
    assertArrayEquals(first.toBytes(), new Adapter(kept).toBytes());
    assertEquals(2, ((LowRank) second.changes().get("layer4.0.conv1.weight")).rank());

    TrainingPlan headAlone =
        plan(HeadKind.DENSE, LearnedScope.HEAD, Method.ADAMW).with(new Schedule(1, 16, 16, 0, 1));
    Heard heard = new Heard();
    Path state = directory.resolve("head");
    Trained head = train(once, headAlone, state, heard);
    assertEquals(Optional.empty(), head.network());
    assertEquals(heard.reports.get(0).metric(), metricOf(once, head.head()), 0.02);
    var e =
        assertThrows(TrainingException.class, () -> train(twice, headAlone, state, new Heard()));
    assertEquals(TrainingException.Reason.OTHER_RUN, e.reason());
  }

  private BaseNetwork adapted(BaseNetwork base, HeadKind kind, LearnedScope scope, int rank)
      throws Exception {
    TrainingPlan plan = plan(kind, scope, Method.ADAMW).with(new Schedule(1, 16, 16, 0, 1));
    try (NetworkTrainer trainer =
        new Backbones(Backbones.DJL_REPOSITORY).trainer(base, plan, rank, "cpu", 2)) {
      return trainer
          .train(material(), plan, directory.resolve(scope.name()), new Heard())
          .network()
          .orElseThrow();
    }
  }

  /** What a kill between two epochs comes to. */
  private static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Heard implements NetworkTrainer.Listener {
    private final List<EpochReport> reports = new ArrayList<>();
    private final List<Duration> estimates = new ArrayList<>();
    private int cutAfter = Integer.MAX_VALUE;
    private int seen;

    @Override
    public void firstBatch(Duration wholeRun) {
      estimates.add(wholeRun);
    }

    @Override
    public void step(int examples) {
      assertEquals(16, examples);
      seen += examples;
    }

    @Override
    public void epoch(EpochReport report) {
      reports.add(report);
      if (report.epoch() == cutAfter) {
        throw new CutOff();
      }
    }

    List<Integer> epochs() {
      return reports.stream().map(EpochReport::epoch).toList();
    }
  }

  private static TrainingPlan plan(HeadKind kind, LearnedScope scope, Method method) {
    TrainingPlan usual =
        kind == HeadKind.DENSE ? TrainingPlan.dense(2, 3) : TrainingPlan.linear(scope, 3);
    return usual.with(FOUR_EPOCHS).with(Optimization.standard(method, scope));
  }

  private Trained train(TrainingPlan plan, String state, Heard heard) throws Exception {
    return train(base(Fixtures.bytes("tiny-stages.pt")), plan, directory.resolve(state), heard);
  }

  private static Trained train(BaseNetwork base, TrainingPlan plan, Path state, Heard heard)
      throws Exception {
    try (NetworkTrainer trainer =
        new Backbones(Backbones.DJL_REPOSITORY).trainer(base, plan, 0, "cpu", 2)) {
      return trainer.train(material(), plan, state, heard);
    }
  }

  private static BaseNetwork base(byte[] torchScript) {
    return new BaseNetwork(
        "tiny", Sha256.of(torchScript), Optional.of(new TorchScript(torchScript)));
  }

  private static byte[] file(Trained trained) {
    return trained.network().flatMap(BaseNetwork::torchScript).orElseThrow().bytes();
  }

  private static Material material() {
    return new Material(
        pictures(12, Split.TRAIN),
        ValidationMetric.of(pictures(20, Split.VALIDATION)),
        PREPROCESSOR);
  }

  private static double metricOf(BaseNetwork network, DenseHead head) throws Exception {
    ValidationMetric metric = material().validation();
    double[] logits = new double[metric.slices().size()];
    try (var extractor =
        new Backbones(Backbones.DJL_REPOSITORY).load(network, head, "cpu", logits.length)) {
      var features =
          extractor.extract(
              metric.slices().stream().map(slice -> PREPROCESSOR.input(slice.values())).toList(),
              org.tumorscan.inference.FeatureExtractor.Detail.POOLED);
      for (int i = 0; i < logits.length; i++) {
        logits[i] = head.logits(features.get(i).cells().orElseThrow().members())[0];
      }
    }
    return metric.of(logits);
  }

  private static void assertSameHead(DenseHead one, DenseHead other) {
    assertEquals(one.members().size(), other.members().size());
    for (int member = 0; member < one.members().size(); member++) {
      List<Convolution> layers = one.members().get(member).layers();
      for (int layer = 0; layer < layers.size(); layer++) {
        Convolution same = other.members().get(member).layers().get(layer);
        assertArrayEquals(layers.get(layer).weight(), same.weight());
        assertArrayEquals(layers.get(layer).bias(), same.bias());
      }
    }
  }

  /** Grey discs, half of them with a bright spot. */
  private static List<TrainingPicture> pictures(int count, Split split) {
    List<TrainingPicture> pictures = new ArrayList<>();
    TumorBox disc = new TumorBox(0.5, 0.5, 0.9, 0.9);
    for (int i = 0; i < count; i++) {
      boolean tumor = i % 2 == 0;
      double x = 0.3 + 0.36 * i / count;
      byte[] picture = new byte[SIZE * SIZE];
      for (int at = 0; at < picture.length; at++) {
        double u = (at % SIZE + 0.5) / SIZE;
        double v = (at / SIZE + 0.5) / SIZE;
        boolean bright = tumor && Math.hypot(u - x, v - 0.45) < 0.1;
        boolean inside = Math.hypot(u - disc.centerX(), v - disc.centerY()) < disc.width() / 2;
        picture[at] = (byte) (bright ? 250 : inside ? 100 : 0);
      }
      LabelledPicture origin =
          new LabelledPicture(Path.of("p" + i), tumor, "g" + split + i, "drawn", split);
      List<TumorBox> boxes = tumor ? List.of(new TumorBox(x, 0.45, 0.2, 0.2)) : List.of();
      pictures.add(new TrainingPicture(origin, picture, SIZE, boxes));
    }
    return pictures;
  }
}
