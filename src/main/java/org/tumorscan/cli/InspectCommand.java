package org.tumorscan.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tumorscan.cli.options.FrameOptions;
import org.tumorscan.cli.options.InputOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.InspectScans;
import org.tumorscan.pipeline.InspectScans.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tumorscan inspect}. */
@Command(
    name = "inspect",
    description = "Print headers and pixel statistics of DICOM files, one JSON object a line.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class InspectCommand implements Callable<Integer> {
  private final Wiring wiring;

  @Mixin private InputOptions inputOptions = new InputOptions();
  @Mixin private FrameOptions frameOptions = new FrameOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(names = "--json", description = "One JSON object a line; this is the only form as yet.")
  private boolean json;

  InspectCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    talk.applyToLog();
    Counts counts =
        new InspectScans(readerOptions.reader(wiring.dicomReaders()), frameOptions.selection())
            .inspect(
                new InputFiles(inputOptions.inputs(wiring.console().in()), Optional.empty()),
                wiring.console().out());
    wiring.console().out().flush();
    if (counts.read() == 0) {
      return ExitCode.NOTHING_READABLE;
    }
    return counts.files() > counts.read() ? ExitCode.SOME_REJECTED : ExitCode.OK;
  }
}
