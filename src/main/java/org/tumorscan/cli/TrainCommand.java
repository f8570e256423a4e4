package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.tumorscan.cli.BaseOptions.Base;
import org.tumorscan.cli.options.DatasetOptions;
import org.tumorscan.cli.options.DescriptionOptions;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.LearningOptions;
import org.tumorscan.cli.options.LearningOptions.Learning;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.SmoothingOption;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dataset.Shortcut;
import org.tumorscan.dataset.SplitPlan;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.image.InputSpec;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.Manifest.Identity;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.Scope;
import org.tumorscan.pipeline.DataDigest;
import org.tumorscan.pipeline.FineTuneNetwork;
import org.tumorscan.pipeline.TrainDenseModel;
import org.tumorscan.pipeline.TrainModel;
import org.tumorscan.pipeline.TrainingTask;
import org.tumorscan.report.DatasetText;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LearnedScope;
import org.tumorscan.training.ModelDescription;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.TrainingSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tumorscan train}. */
@Command(
    name = "train",
    description = "Train a model on labelled pictures.",
    footer = {
      "",
      "DATASET holds labels.csv with the columns file, tumor (0 or 1) and, where known, frame, patient,",
      "group, source, split (train, val or test) and boxes; or a directory for each class. Pictures are",
      "DICOM, PNG or JPEG. Splits that part a patient or near-duplicates are refused (exit code 2)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class TrainCommand implements Callable<Integer> {
  private final Wiring wiring;

  @Spec private CommandSpec spec;

  @Mixin private DatasetOptions datasetOptions = new DatasetOptions();

  @Option(
      names = "--regroup",
      description =
          "Where a patient or near-duplicates cross the splits, move them all to the split that has"
              + " most of them.")
  private boolean regroup;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "BUNDLE",
      required = true,
      description = "Directory for the model.")
  private Path output;

  @Mixin private BaseOptions baseOptions = new BaseOptions();
  @Mixin private DescriptionOptions descriptionOptions = new DescriptionOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private LearningOptions learningOptions = new LearningOptions();
  @Mixin private SmoothingOption smoothing = new SmoothingOption();
  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  TrainCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call()
      throws IOException,
          ModelException,
          InferenceException,
          TrainingException,
          DatasetException,
          InterruptedException {
    talk.applyToLog();
    Engine engine = engineOptions.engine();
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Base begin = baseOptions.base(wiring.models());
    Learning learning = learningOptions.learning(seed, begin.heads(LearningOptions.DENSE_MEMBERS));
    requireAdapterIsPossible(begin, learning);
    ModelDescription described = descriptionOptions.description().orElseGet(this::undescribed);
    Dataset dataset = datasetOptions.dataset();
    dataset.requireBothClasses();
    if (learning.descent().isPresent()) {
      HeapNeed.of(dataset.cases(), begin.input().sizePixels())
          .require(Runtime.getRuntime().maxMemory());
    }
    try (ResultDirectory made = ResultDirectory.of(output, wiring.console().stop())) {
      DatasetAudit audit = audit(dataset, begin.input(), reader, engine.workers());
      List<LabelledPicture> pictures = pictures(audit, dataset.heldOut());
      TrainingTask task =
          new TrainingTask(
              pictures,
              described,
              begin.input(),
              begin.network(wiring.backbones()),
              smoothing.sigmaMm(begin.smoothingMm()),
              provenance(begin, pictures, dataset, learning));
      Manifest manifest =
          learning.kind() == HeadKind.DENSE
              ? trainDense(task, learning, engine, reader)
              : trainLinear(task, learning, engine, reader);
      print(manifest);
      printShortcuts(audit, manifest);
      return ExitCode.OK;
    }
  }

  private void requireAdapterIsPossible(Base begin, Learning learning) {
    if (learning.adapterRank() > 0
        && !begin.shipsWithProgram()
        && spec.commandLine().getParseResult().hasMatchedOption("--adapter-rank")) {
      throw new ParameterException(
          spec.commandLine(),
          "--adapter-rank is for the program's own network; that of "
              + begin.name()
              + " is kept whole");
    }
  }

  private Manifest trainLinear(
      TrainingTask task, Learning learning, Engine engine, DicomReader reader)
      throws IOException,
          ModelException,
          InferenceException,
          TrainingException,
          InterruptedException {
    TrainingTask learned =
        learning.descent().isPresent() ? fineTune(task, learning, engine, reader) : task;
    Manifest manifest;
    try (FeatureExtractor extractor =
            wiring.backbones().load(learned.base(), engine.device(), engine.batchSize());
        TerminalProgress progress =
            TerminalProgress.start("pictures", task.pictures().size(), talk.isQuiet())) {
      manifest =
          new TrainModel(reader, engine.workers())
              .run(learned, learning.linear(), extractor, output, progress);
    }
    Files.deleteIfExists(output.resolve(TrainDenseModel.CHECKPOINT));
    return manifest;
  }

  private TrainingTask fineTune(
      TrainingTask task, Learning learning, Engine engine, DicomReader reader)
      throws IOException,
          ModelException,
          InferenceException,
          TrainingException,
          InterruptedException {
    TrainingPlan plan = learning.descent().orElseThrow();
    try (NetworkTrainer trainer = trainer(task, learning, engine);
        TerminalProgress progress =
            TerminalProgress.start("pictures", work(task, plan), talk.isQuiet())) {
      return new FineTuneNetwork(reader, engine.workers())
          .run(
              task,
              plan,
              trainer,
              output.resolve(TrainDenseModel.CHECKPOINT),
              new EpochPrinter(progress, wiring.console(), plan.schedule(), talk.isQuiet()));
    }
  }

  private Manifest trainDense(
      TrainingTask task, Learning learning, Engine engine, DicomReader reader)
      throws IOException,
          ModelException,
          InferenceException,
          TrainingException,
          InterruptedException {
    TrainingPlan plan = learning.descent().orElseThrow();
    try (NetworkTrainer trainer = trainer(task, learning, engine);
        TerminalProgress progress =
            TerminalProgress.start("pictures", work(task, plan), talk.isQuiet())) {
      return new TrainDenseModel(reader, engine.workers())
          .run(
              task,
              plan,
              trainer,
              (network, head) ->
                  wiring.backbones().load(network, head, engine.device(), engine.batchSize()),
              output,
              new EpochPrinter(progress, wiring.console(), plan.schedule(), talk.isQuiet()));
    }
  }

  private NetworkTrainer trainer(TrainingTask task, Learning learning, Engine engine)
      throws ModelException, InferenceException {
    return wiring
        .backbones()
        .trainer(
            task.base(),
            learning.descent().orElseThrow(),
            learning.adapterRank(),
            engine.device(),
            engine.workers());
  }

  private static long work(TrainingTask task, TrainingPlan plan) {
    TrainingPlan.Schedule schedule = plan.schedule();
    int made = plan.optimization().scope() == LearnedScope.HEAD ? schedule.roundsAfter(0) : 0;
    return task.pictures().size() + (long) (schedule.epochs() + made) * schedule.examplesPerEpoch();
  }

  /** Before the network is even loaded: bad data should not cost hours. */
  private DatasetAudit audit(Dataset dataset, InputSpec input, DicomReader reader, int workers)
      throws DatasetException, InterruptedException {
    DatasetAudit audit = new AuditStep(reader, workers, input, talk.isQuiet()).run(dataset, seed);
    if (!talk.isQuiet()) {
      DatasetText.found(audit).forEach(wiring.console().err()::println);
    }
    audit.requireReadable();
    return audit;
  }

  private List<LabelledPicture> pictures(DatasetAudit audit, Set<String> heldOut)
      throws DatasetException {
    List<Case> cases = audit.cases();
    if (!audit.leaks().none()) {
      DatasetText.leaks(audit).forEach(wiring.console().err()::println);
      if (!regroup) {
        throw new DatasetException(
            DatasetException.Reason.SPLITS_LEAK,
            "the splits part patients, groups or near-duplicates; --regroup moves them together");
      }
      cases = SplitPlan.regroup(cases, audit.groups(), heldOut);
    }
    return TrainingSet.of(cases, audit.groups(), seed);
  }

  private Map<String, String> provenance(
      Base begin, List<LabelledPicture> pictures, Dataset dataset, Learning learning)
      throws IOException {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("tool", "tumorscan " + wiring.toolVersion());
    provenance.put("from", begin.name());
    provenance.put("learned", learning.scope().name().toLowerCase(Locale.ROOT));
    provenance.put("data sha256", DataDigest.of(pictures));
    provenance.put("pictures", Integer.toString(pictures.size()));
    if (!dataset.heldOut().isEmpty()) {
      provenance.put("held out", String.join(", ", new TreeSet<>(dataset.heldOut())));
    }
    provenance.put("head", learning.kind().name().toLowerCase(Locale.ROOT));
    learning.descent().ifPresent(plan -> provenance.put("plan", plan.toString()));
    if (learning.adapterRank() > 0 && begin.shipsWithProgram()) {
      provenance.put("adapter rank", Integer.toString(learning.adapterRank()));
    }
    if (learning.kind() == HeadKind.LINEAR) {
      provenance.put("ridge", Double.toString(learning.linear().ridge()));
      provenance.put("members", Integer.toString(learning.linear().members()));
    }
    provenance.put("seed", Long.toString(seed));
    return provenance;
  }

  private ModelDescription undescribed() {
    return new ModelDescription(
        new Identity(defaultId(), "0.1.0", "Tumor or not"),
        new Scope(List.of(), List.of(), "Not stated by its maker."),
        "not stated",
        Map.of(),
        List.of(
            "Never judged on data from elsewhere: its figures hold for its own sources alone."));
  }

  private String defaultId() {
    String name = output.toAbsolutePath().normalize().getFileName().toString();
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = id.replaceAll("^-|-$", "");
    return trimmed.isEmpty() ? "model" : trimmed;
  }

  private void printShortcuts(DatasetAudit audit, Manifest manifest) {
    DatasetText.shortcuts(audit).forEach(wiring.console().out()::println);
    Metric model = manifest.card().metrics().get(0);
    Estimate auroc = new Estimate(model.value(), model.low(), model.high());
    for (Shortcut shortcut : audit.explaining(auroc)) {
      wiring
          .console()
          .err()
          .printf(
              Locale.ROOT,
              "tumorscan: warning: tumor is told from %s alone with AUROC %.3f, the model's %.3f"
                  + " (%.3f to %.3f) may be no more than that%n",
              shortcut.from(),
              shortcut.auroc().value(),
              model.value(),
              model.low(),
              model.high());
    }
  }

  private void print(Manifest manifest) {
    ModelSummary.print(manifest, wiring.console().out());
    if (!talk.isQuiet()) {
      wiring.console().err().println("model written to " + output);
    }
  }
}
