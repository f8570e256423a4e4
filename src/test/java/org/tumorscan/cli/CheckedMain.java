package org.tumorscan.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tumorscan.report.ConformingJson;
import org.tumorscan.report.ReportSchema;

/**
 * The program for tests: what it prints for other programs is held against its schema. Files are
 * {@link org.tumorscan.report.WrittenReports}' part.
 */
final class CheckedMain {
  /** Ends of a run whose output is whole. */
  private static final Set<Integer> WHOLE =
      Set.of(ExitCode.OK, ExitCode.SOME_REJECTED, ExitCode.NOTHING_READABLE, ExitCode.INTERRUPTED);

  private CheckedMain() {}

  /** As {@link Main#run(String[], Console)}, with what is printed flushed. */
  static int run(String[] args, Console console) {
    return run(args, console, Wiring::new);
  }

  /** As {@link Main#run(String[], Console, Function)}, with what is printed flushed. */
  static int run(String[] args, Console console, Function<Console, Wiring> wiring) {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    int code =
        Main.run(
            args,
            new Console(out, console.err(), console.in(), console.stop(), console.environment()),
            wiring);
    out.flush();
    String text = printed.toString();
    console.out().print(text);
    console.out().flush();
    if (WHOLE.contains(code) && text.startsWith("{")) {
      schema(args, text)
          .ifPresent(schema -> ConformingJson.assertConforms(schema, text, String.join(" ", args)));
    }
    return code;
  }

  private static Optional<ReportSchema> schema(String[] args, String text) {
    // What stands before the command are options of all commands.
    List<String> words = List.of(args);
    if (words.contains("classify")) {
      return Optional.of(text.startsWith("{\n") ? ReportSchema.REPORT : ReportSchema.LINES);
    }
    if (words.contains("evaluate")) {
      return Optional.of(ReportSchema.EVALUATION);
    }
    return words.contains("dataset") ? Optional.of(ReportSchema.AUDIT) : Optional.empty();
  }
}
