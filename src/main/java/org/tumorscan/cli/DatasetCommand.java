package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tumorscan.cli.options.DatasetOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.pipeline.AuditDataset;
import org.tumorscan.report.DatasetHtml;
import org.tumorscan.report.DatasetJson;
import org.tumorscan.report.DatasetText;
import org.tumorscan.report.ReportTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tumorscan dataset}: what labelled data are worth before anything is trained on them. */
@Command(
    name = "dataset",
    description = "Look into labelled data.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = DatasetCommand.Audit.class)
final class DatasetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "audit?");
  }

  /** {@code tumorscan dataset audit}. */
  @Command(
      name = "audit",
      description =
          "Count the cases, find near-duplicates and what crosses the splits, and measure how well"
              + " the label is told without looking at tissue.",
      footer = {"", "Exit code 1 where a file cannot be read or something crosses the splits."},
      mixinStandardHelpOptions = true,
      versionProvider = VersionProvider.class)
  static final class Audit implements Callable<Integer> {
    private final Wiring wiring;

    @Mixin private DatasetOptions datasetOptions = new DatasetOptions();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "Directory for audit.html, which shows the pairs, and audit.json.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print audit.json instead of the table.")
    private boolean json;

    @Option(
        names = "--preprocessing",
        paramLabel = "KIND",
        defaultValue = "mr",
        description = "mr, ct or xray (default: ${DEFAULT-VALUE}).")
    private Preprocessing preprocessing;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Seed of folds and bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private ReaderOptions readerOptions = new ReaderOptions();
    @Mixin private TalkOptions talk = new TalkOptions();

    Audit(Wiring wiring) {
      this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException, DatasetException, InterruptedException {
      talk.applyToLog();
      DicomReader reader = readerOptions.reader(wiring.dicomReaders());
      Dataset dataset = datasetOptions.dataset();
      dataset.requireBothClasses();
      if (output != null) {
        Files.createDirectories(output);
      }
      DatasetAudit audit;
      try (TerminalProgress progress =
          TerminalProgress.start("pictures", dataset.cases().size(), talk.isQuiet())) {
        int workers = Math.min(8, Runtime.getRuntime().availableProcessors());
        audit =
            new AuditDataset(reader, workers, preprocessing.spec()).run(dataset, seed, progress);
      }
      write(audit);
      if (audit.facts().isEmpty()) {
        return ExitCode.NOTHING_READABLE;
      }
      return audit.leaks().none() && audit.unreadable().isEmpty()
          ? ExitCode.OK
          : ExitCode.SOME_REJECTED;
    }

    private void write(DatasetAudit audit) throws IOException {
      if (output != null) {
        try (ReportTarget page = ReportTarget.file(output.resolve("audit.html"));
            ReportTarget document = ReportTarget.file(output.resolve("audit.json"))) {
          DatasetHtml.write(audit, page);
          DatasetJson.write(audit, document);
        }
      }
      if (json) {
        try (ReportTarget stream = ReportTarget.stream(wiring.console().out())) {
          DatasetJson.write(audit, stream);
        }
      } else {
        DatasetText.lines(audit).forEach(wiring.console().out()::println);
      }
    }
  }
}
