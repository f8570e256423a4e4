package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tumorscan.cli.options.DatasetOptions;
import org.tumorscan.cli.options.DescriptionOptions;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.SmoothingOption;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.InputSpec;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.Manifest.Identity;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.CalibrateModel;
import org.tumorscan.pipeline.DataDigest;
import org.tumorscan.pipeline.EvaluateModel;
import org.tumorscan.report.evaluation.ModelResults;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.ModelDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan models calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Refit a model's calibration and operating points on your own labelled scans, without training.",
      "Writes a new model; measure it on other patients than those it was calibrated on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class CalibrateCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final String SUFFIX = "calibrated";

  private final Wiring wiring;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id or directory.")
  private String model;

  @Mixin private DatasetOptions datasetOptions = new DatasetOptions();

  @Mixin private SplitOptions split = new SplitOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the new model (default: the old one with -" + SUFFIX + ").")
  private @Nullable String id;

  @Mixin private DescriptionOptions descriptionOptions = new DescriptionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "BUNDLE",
      required = true,
      description = "Directory for the new model, which must not hold one.")
  private Path output;

  @Mixin private SmoothingOption smoothing = new SmoothingOption();
  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  CalibrateCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call()
      throws IOException,
          ModelException,
          InferenceException,
          DatasetException,
          InterruptedException {
    talk.applyToLog();
    Engine engine = engineOptions.engine();
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Dataset dataset = datasetOptions.dataset();
    ModelBundle bundle = smoothing.applied(wiring.models().named(model));
    Optional<ModelDescription> described = descriptionOptions.description();
    if (described.isPresent() && id != null) {
      throw new ParameterException(
          spec.commandLine(), "--id and --describe exclude each other: the description has an id");
    }
    Identity identity =
        described
            .map(ModelDescription::identity)
            .orElseGet(() -> identity(bundle.manifest().identity()));
    if (Files.exists(output.resolve(ModelBundle.MANIFEST))) {
      throw new ParameterException(spec.commandLine(), output + ": there is a model already");
    }
    dataset.requireBothClasses();
    try (ResultDirectory made = ResultDirectory.of(output, wiring.console().stop())) {
      InputSpec input = bundle.manifest().input();
      DatasetAudit audit =
          new AuditStep(reader, engine.workers(), input, talk.isQuiet()).run(dataset, SEED);
      List<LabelledPicture> pictures = split.pictures(dataset, audit);
      CalibrateModel calibration =
          new CalibrateModel(pictures, judge(pictures, dataset, reader, engine, bundle));
      Manifest manifest =
          calibration.write(
              bundle,
              described.orElseGet(() -> calibration.describe(bundle.manifest(), identity)),
              provenance(bundle, pictures),
              SEED,
              output);
      ModelSummary.print(manifest, wiring.console().out());
      if (!talk.isQuiet()) {
        wiring.console().err().println("model written to " + output);
      }
      return ExitCode.OK;
    }
  }

  private Identity identity(Identity old) {
    String oldId = old.id().endsWith("-" + SUFFIX) ? old.id() : old.id() + "-" + SUFFIX;
    String version =
        old.version().endsWith("+" + SUFFIX) ? old.version() : old.version() + "+" + SUFFIX;
    try {
      return new Identity(id == null ? oldId : id, version, old.title());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--id " + id + ": expected lower-case words with hyphens", e);
    }
  }

  private ModelResults judge(
      List<LabelledPicture> pictures,
      Dataset dataset,
      DicomReader reader,
      Engine engine,
      ModelBundle bundle)
      throws ModelException, InferenceException, InterruptedException {
    try (Classifier classifier = wiring.classifier(bundle, engine);
        TerminalProgress progress =
            TerminalProgress.start("pictures", pictures.size(), talk.isQuiet())) {
      return new EvaluateModel(reader, engine.workers())
          .run(pictures, dataset.root(), bundle, classifier, progress);
    }
  }

  private Map<String, String> provenance(ModelBundle bundle, List<LabelledPicture> pictures)
      throws IOException {
    Identity old = bundle.manifest().identity();
    Map<String, String> provenance = new TreeMap<>();
    provenance.put(
        "calibration: model",
        old.id() + " " + old.version() + ", sha256 " + bundle.manifestSha256());
    provenance.put("calibration: tool", "tumorscan " + wiring.toolVersion());
    provenance.put("calibration: pictures", pictures.size() + ", split " + split.choice().word());
    provenance.put("calibration: data sha256", DataDigest.of(pictures));
    provenance.put("calibration: seed", Long.toString(SEED));
    return provenance;
  }
}
