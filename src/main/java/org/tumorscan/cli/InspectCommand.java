package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tumorscan.cli.options.FrameOptions;
import org.tumorscan.cli.options.InputOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.InspectScans;
import org.tumorscan.pipeline.InspectScans.Counts;
import org.tumorscan.report.InspectionLines;
import org.tumorscan.report.InspectionTable;
import org.tumorscan.report.InspectionWriter;
import org.tumorscan.report.PreviewPictures;
import org.tumorscan.report.ReportTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tumorscan inspect}. */
@Command(
    name = "inspect",
    description = "Print headers and pixel statistics of DICOM files, a row or JSON object a file.",
    footer = {
      "",
      "Exit codes: 0 all inputs read or rightly skipped, 1 some rejected, 2 wrong usage, 3 nothing",
      "readable, 70 internal error."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class InspectCommand implements Callable<Integer> {
  /** More would only wait for the disk, and each may hold a whole frame in memory. */
  private static final int MOST_WORKERS = 4;

  private final Wiring wiring;

  @Mixin private InputOptions inputOptions = new InputOptions();
  @Mixin private FrameOptions frameOptions = new FrameOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--json",
      description = "One JSON object a line, with the header's fields and a digest of the pixels.")
  private boolean json;

  @Option(
      names = "--preview",
      paramLabel = "DIR",
      description =
          "Write a PNG of every frame (or of --frames) to DIR: through its rescale, first window or"
              + " VOI table and palette, on square pixels.")
  private @Nullable Path preview;

  InspectCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    talk.applyToLog();
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    InspectScans inspection = new InspectScans(reader, frameOptions.selection(), workers);
    InputFiles inputs =
        new InputFiles(inputOptions.inputs(wiring.console().in()), Optional.ofNullable(preview));
    if (preview != null) {
      inspection = inspection.withPreviews(new PreviewPictures(preview));
    }
    Counts counts;
    try (ReportTarget out = ReportTarget.stream(wiring.console().out())) {
      counts = inspection.inspect(inputs, writer(out));
      out.commit();
    }
    say(counts);
    return exitCode(counts);
  }

  private InspectionWriter writer(ReportTarget out) {
    return json
        ? new InspectionLines(out.writer())
        : new InspectionTable(out.writer(), talk.isVerbose());
  }

  private void say(Counts counts) {
    if (talk.isQuiet()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(counts.read()).append(" read, ");
    text.append(counts.rejected()).append(" rejected");
    if (counts.skipped() > 0) {
      text.append(", ").append(counts.skipped()).append(" skipped, no DICOM images");
      text.append(json || talk.isVerbose() ? "" : " (-v lists them)");
    }
    if (counts.warned() > 0) {
      text.append("; ").append(counts.warned()).append(" with warnings");
      text.append(json ? "" : " (--json has them)");
    }
    if (preview != null) {
      text.append("; previews are in ").append(preview);
    }
    wiring.console().err().println(text);
  }

  private static int exitCode(Counts counts) {
    if (counts.read() == 0) {
      return ExitCode.NOTHING_READABLE;
    }
    return counts.rejected() > 0 ? ExitCode.SOME_REJECTED : ExitCode.OK;
  }
}
