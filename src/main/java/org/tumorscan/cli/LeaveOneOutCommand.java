package org.tumorscan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.Sha256;
import org.tumorscan.report.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tumorscan leave-one-out}: for every source, {@code train} and {@code evaluate} with {@code
 * --hold-out}. What is finished stays, so the same command goes on after a stop.
 */
@Command(
    name = "leave-one-out",
    description = {
      "For every source of the data, train without it and judge by it: what a figure is worth on a",
      "scanner that the model has not seen."
    },
    footer = {
      "",
      "Each source has a directory with model and evaluation. The same command again keeps what is",
      "finished. Exit code 1 where a source could not be trained without, or not judged."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class LeaveOneOutCommand implements Callable<Integer> {
  private static final String ROW = "%-24s %6s %6s  %-23s  %-23s  %-23s  %-23s";

  private final Wiring wiring;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DATASET", description = "As train takes it.")
  private Path location;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "-- TRAIN OPTIONS",
      description = "Options of train, after --.")
  private List<String> trainOptions = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Directory for a directory a source.")
  private Path output;

  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  LeaveOneOutCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call() throws IOException, DatasetException {
    List<String> sources = Dataset.read(location, Set.of()).sources();
    if (sources.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), location + ": all pictures are of one source, " + sources.get(0));
    }
    Files.createDirectories(output);
    requireSameOptions();
    List<String> rows = new ArrayList<>();
    int worst = ExitCode.OK;
    for (String source : sources) {
      Path place = output.resolve(directoryName(source));
      int code = isFinished(place) ? ExitCode.OK : run(source, place);
      if (code > ExitCode.NOTHING_READABLE) {
        return code;
      }
      if (isFinished(place)) {
        rows.add(row(source, place));
      } else {
        worst = ExitCode.SOME_REJECTED;
        rows.add(row(source, "not measured, see above"));
      }
    }
    print(rows);
    return worst;
  }

  /** Figures of two recipes must not end up in one table. */
  private void requireSameOptions() throws IOException {
    Path file = output.resolve("train-options");
    String wanted = String.join("\n", trainOptions) + "\n";
    if (Files.exists(file) && !Files.readString(file).equals(wanted)) {
      throw new ParameterException(
          spec.commandLine(), output + ": begun with other train options; choose another -o");
    }
    Files.writeString(file, wanted);
  }

  private int run(String source, Path place) {
    say("without " + Printable.of(source));
    if (!Files.exists(model(place).resolve(ModelBundle.MANIFEST))) {
      List<String> train = new ArrayList<>(List.of("train", location.toString()));
      train.addAll(List.of("--hold-out", source, "-o", model(place).toString()));
      train.addAll(sharedOptions());
      train.addAll(trainOptions);
      int code = run(train);
      if (code != ExitCode.OK) {
        return code;
      }
    }
    List<String> evaluate = new ArrayList<>(List.of("evaluate", location.toString()));
    evaluate.addAll(List.of("--hold-out", source, "--split", "test"));
    evaluate.addAll(List.of("--model", model(place).toAbsolutePath().toString()));
    evaluate.addAll(List.of("-o", evaluation(place).toString()));
    evaluate.addAll(sharedOptions());
    return run(evaluate);
  }

  /** The options that both commands have, as they were given to this one. */
  private List<String> sharedOptions() {
    List<String> options = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.longestName().equals("--output")) {
        continue;
      }
      if (option.arity().max() == 0) {
        options.add(option.longestName());
      } else {
        option.originalStringValues().forEach(v -> options.add(option.longestName() + "=" + v));
      }
    }
    return options;
  }

  private int run(List<String> args) {
    Console console = wiring.console();
    return Main.run(
        args.toArray(String[]::new),
        new Console(
            new PrintWriter(Writer.nullWriter()),
            console.err(),
            console.in(),
            console.stop(),
            console.environment()));
  }

  private void say(String text) {
    if (!talk.isQuiet()) {
      wiring.console().err().println(text);
    }
  }

  private static Path model(Path place) {
    return place.resolve("model");
  }

  private static Path evaluation(Path place) {
    return place.resolve("evaluation");
  }

  /** Whether there is an evaluation of the very model beside it. */
  private static boolean isFinished(Path place) throws IOException {
    Path manifest = model(place).resolve(ModelBundle.MANIFEST);
    Path figures = evaluation(place).resolve("evaluation.json");
    return Files.exists(manifest)
        && Files.exists(figures)
        && read(figures)
            .at("/models/0/sha256")
            .asText()
            .equals(Sha256.of(Files.readAllBytes(manifest)));
  }

  private static JsonNode read(Path json) throws IOException {
    return new JsonMapper().readTree(json.toFile());
  }

  /** A source's own name where that can be nothing but a plain file name. */
  private static String directoryName(String source) {
    String plain = source.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.equals(source) && source.matches("[A-Za-z0-9].{0,99}")
        ? source
        : "source-"
            + Sha256.of(source.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16);
  }

  private void print(List<String> rows) {
    PrintWriter out = wiring.console().out();
    out.println(
        ROW.formatted(
                "without",
                "cases",
                "tumor",
                "AUROC",
                "sensitivity",
                "false alarms",
                "AUROC, erased")
            .stripTrailing());
    rows.forEach(out::println);
    out.println("Sensitivity and false alarms at each model's default threshold; 95 % intervals.");
    out.flush();
  }

  private static String row(String source, Path place) throws IOException {
    JsonNode model = read(evaluation(place).resolve("evaluation.json")).at("/models/0");
    return ROW.formatted(
            Printable.of(source),
            model.at("/counts/scored").asText(),
            model.at("/counts/tumor").asText(),
            figure(model.at("/metrics/auroc")),
            figure(model.at("/operatingPoints/0/sensitivity")),
            figure(model.at("/operatingPoints/0/falseAlarmRate")),
            figure(model.at("/metrics/aurocAgainstErased")))
        .stripTrailing();
  }

  private static String row(String source, String why) {
    return ROW.formatted(Printable.of(source), "", "", why, "", "", "").stripTrailing();
  }

  private static String figure(JsonNode estimate) {
    JsonNode value = estimate.path("value");
    if (!value.isNumber()) {
      return "–";
    }
    JsonNode interval = estimate.path("interval");
    return String.format(Locale.ROOT, "%.3f", value.asDouble())
        + (interval.isArray()
            ? String.format(
                Locale.ROOT,
                " (%.3f to %.3f)",
                interval.path(0).asDouble(),
                interval.path(1).asDouble())
            : "");
  }
}
