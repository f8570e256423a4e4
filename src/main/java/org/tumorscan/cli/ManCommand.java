package org.tumorscan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan man}: a page of the manual, made of what {@code --help} is made of. */
@Command(
    name = "man",
    description = "Print a manual page: tumorscan man classify | man -l -",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ManCommand implements Callable<Integer> {
  private final Wiring wiring;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "Such as classify, or models list.")
  private List<String> path = new ArrayList<>();

  ManCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String name : path) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(spec.commandLine(), "no command '" + name + "'");
      }
      command = next;
    }
    write(command, wiring.console().out());
    return ExitCode.OK;
  }

  private void write(CommandLine command, PrintWriter out) {
    CommandSpec page = command.getCommandSpec();
    String name = page.qualifiedName("-");
    out.printf(
        Locale.ROOT,
        ".TH \"%s\" 1 \"\" \"tumorscan %s\"\n",
        escaped(name.toUpperCase(Locale.ROOT)),
        escaped(wiring.toolVersion()));
    String description = String.join(" ", page.usageMessage().description());
    section(out, "NAME", escaped(name) + " \\- " + escaped(description));
    Help help = new Help(page, Help.defaultColorScheme(Ansi.OFF));
    section(out, "SYNOPSIS", escaped(help.synopsis(0).replaceAll("\\s+", " ").strip()));
    List<ArgSpec> arguments = new ArrayList<>(page.positionalParameters());
    arguments.addAll(page.options());
    out.print(".SH OPTIONS\n");
    arguments.stream().filter(each -> !each.hidden()).forEach(each -> item(out, each));
    if (!command.getSubcommands().isEmpty()) {
      out.print(".SH COMMANDS\n");
      command
          .getSubcommands()
          .forEach(
              (each, sub) -> item(out, each, sub.getCommandSpec().usageMessage().description()));
    }
    section(out, "NOTES", escaped(String.join(" ", page.usageMessage().footer()).strip()));
    out.flush();
  }

  private static void item(PrintWriter out, ArgSpec argument) {
    String names = argument instanceof OptionSpec option ? String.join(", ", option.names()) : "";
    boolean hasValue = argument.arity().max() > 0;
    item(
        out,
        (names + (hasValue ? " " + argument.paramLabel() : "")).strip(),
        argument.description());
  }

  private static void item(PrintWriter out, String term, String... description) {
    out.printf(
        Locale.ROOT,
        ".TP\n\\fB%s\\fR\n%s\n",
        escaped(term),
        escaped(String.join(" ", description)));
  }

  private static void section(PrintWriter out, String title, String text) {
    if (!text.isEmpty()) {
      out.printf(Locale.ROOT, ".SH %s\n%s\n", title, text);
    }
  }

  /** A dot or an apostrophe at the start of a line would be a request. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
