package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tumorscan.cli.options.DatasetOptions;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.PrecisionOption;
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
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.EvaluateModel;
import org.tumorscan.report.DatasetText;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.Evaluation;
import org.tumorscan.report.evaluation.EvaluationFiles;
import org.tumorscan.report.evaluation.EvaluationJson;
import org.tumorscan.report.evaluation.EvaluationTable;
import org.tumorscan.report.evaluation.ModelResults;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tumorscan evaluate}. */
@Command(
    name = "evaluate",
    description = "Measure a model on labelled pictures, or compare two.",
    footer = {
      "",
      "DATASET is what train takes: labels.csv with the columns file, tumor (0 or 1) and, where known,",
      "group (patient), source and split (train or val). Writes evaluation.json, evaluation.html and",
      "plots/, and prints a table.",
      "",
      "Exit codes: 0 every case scored or rightly left alone, 1 some rejected, 2 wrong usage,",
      "3 nothing scored, 4 model cannot be used, 5 device not there, 70 internal error."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class EvaluateCommand implements Callable<Integer> {
  private static final long AUDIT_SEED = 1;

  private final Wiring wiring;

  @Mixin private DatasetOptions datasetOptions = new DatasetOptions();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "Id or bundle's directory.")
  private String model;

  @Option(
      names = "--compare",
      paramLabel = "MODEL",
      description = "A second model, measured on the same cases and compared with the first.")
  private @Nullable String other;

  @Mixin private SplitOptions split = new SplitOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Directory for the results; made where absent, earlier results are replaced.")
  private Path output;

  @Option(names = "--json", description = "Print evaluation.json instead of the table.")
  private boolean json;

  @Mixin private SmoothingOption smoothing = new SmoothingOption();
  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private PrecisionOption precision = new PrecisionOption();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  EvaluateCommand(Wiring wiring) {
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
    Engine engine = precision.applied(engineOptions.engine());
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Dataset dataset = datasetOptions.dataset();
    // Before the audit: neither a wrong model nor a bad directory should cost minutes first.
    List<ModelBundle> bundles =
        new ArrayList<>(List.of(smoothing.applied(wiring.models().named(model))));
    if (other != null) {
      bundles.add(smoothing.applied(wiring.models().named(other)));
    }
    try (ResultDirectory made = ResultDirectory.of(output, wiring.console().stop())) {
      InputSpec input = bundles.get(0).manifest().input();
      // Near-duplicates and patients are known by this; nothing is refused for them.
      DatasetAudit audit =
          new AuditStep(reader, engine.workers(), input, talk.isQuiet()).run(dataset, AUDIT_SEED);
      List<LabelledPicture> pictures = split.pictures(dataset, audit);
      Instant start = Instant.now();
      List<ModelResults> results = new ArrayList<>();
      String device = engine.device();
      for (ModelBundle bundle : bundles) {
        try (Classifier classifier = wiring.classifier(bundle, engine);
            TerminalProgress progress =
                TerminalProgress.start("pictures", pictures.size(), talk.isQuiet())) {
          device = classifier.execution().device();
          results.add(
              new EvaluateModel(reader, engine.workers())
                  .run(pictures, dataset.root(), bundle, classifier, progress));
        }
        ModelResults last = results.get(results.size() - 1);
        if (last.count(Verdict.Scored.class) == 0) {
          return nothingScored(last);
        }
      }
      Evaluation.Run run =
          new Evaluation.Run(
              wiring.toolVersion(), start, reader.name(), device, split.choice().word());
      Evaluation evaluation = Evaluation.of(run, results, warnings(audit));
      EvaluationFiles.write(evaluation, output);
      print(evaluation);
      return results.stream().anyMatch(each -> each.count(Verdict.Rejected.class) > 0)
          ? ExitCode.SOME_REJECTED
          : ExitCode.OK;
    }
  }

  private List<String> warnings(DatasetAudit audit) {
    List<String> warnings = new ArrayList<>();
    if (split.choice() == SplitChoice.TRAIN || split.choice() == SplitChoice.ALL) {
      warnings.add(
          "Split "
              + split.choice().word()
              + ": where the model learned from these cases, the figures say nothing of new ones.");
    }
    if (!audit.leaks().none() && !split.regroups()) {
      DatasetText.leaks(audit).forEach(wiring.console().err()::println);
      warnings.add(
          "Patients, groups or near-duplicates lie in several splits: the figures are too good; give"
              + " --regroup where the model was trained with it.");
    }
    return warnings;
  }

  private int nothingScored(ModelResults results) {
    wiring
        .console()
        .err()
        .println(
            "tumorscan: "
                + results.model().id()
                + " scored none of the "
                + results.cases().size()
                + " cases, so there is nothing to measure");
    new EvaluationTable(wiring.console().err()).printUnjudged(results);
    return ExitCode.NOTHING_READABLE;
  }

  private void print(Evaluation evaluation) throws IOException {
    if (json) {
      EvaluationJson.write(evaluation, ReportTarget.stream(wiring.console().out()));
    } else {
      new EvaluationTable(wiring.console().out()).print(evaluation);
    }
    if (!talk.isQuiet()) {
      wiring.console().err().println("evaluation.html and the rest are in " + output);
    }
  }
}
