package org.tumorscan.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options that the command line leaves out. {@code --operating-point} of {@code classify} is {@code
 * TUMORSCAN_CLASSIFY_OPERATING_POINT} in the environment, which comes first, and {@code
 * classify.operating-point} in the file of {@code --config}.
 */
final class Settings implements IDefaultValueProvider {
  private static final String PROGRAM = "tumorscan";

  private final Map<String, String> environment;
  private final Properties file;
  private final String[] args;

  private Settings(String[] args, Map<String, String> environment, Properties file) {
    this.args = args;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the file, if one is named.
   *
   * @throws IOException where it cannot be read, or is none of properties
   */
  static Settings of(String[] args, Map<String, String> environment) throws IOException {
    Settings named = new Settings(args.clone(), environment, new Properties());
    Optional<String> path = named.early("config");
    if (path.isEmpty()) {
      return named;
    }
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(path.get()))) {
      file.load(reader);
    } catch (IllegalArgumentException e) {
      throw new IOException(path.get() + ": " + e.getMessage(), e);
    }
    return new Settings(args.clone(), environment, file);
  }

  /** Whether stderr is to be JSON lines; anything but the two formats is left to picocli. */
  boolean isLogJson() {
    return early("log-format").filter(value -> value.equalsIgnoreCase("json")).isPresent();
  }

  /** An option of the program itself, which counts before the command line is understood. */
  private Optional<String> early(String name) {
    List<String> words = List.of(args);
    int end = words.contains("--") ? words.indexOf("--") : words.size();
    for (int i = end - 1; i >= 0; i--) {
      if (words.get(i).startsWith("--" + name + "=")) {
        return Optional.of(words.get(i).substring(name.length() + 3));
      }
      if (words.get(i).equals("--" + name) && i + 1 < end) {
        return Optional.of(words.get(i + 1));
      }
    }
    return value(name);
  }

  /**
   * Refuses what no command knows, lest a slip of the pen judge at another threshold than was
   * meant.
   */
  void check(CommandLine program) {
    Set<String> known = new HashSet<>();
    collect(program, known);
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!known.contains(key)) {
        throw new ParameterException(program, "--config: no command has an option '" + key + "'");
      }
    }
  }

  private static void collect(CommandLine command, Set<String> known) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      key(option).ifPresent(known::add);
    }
    command.getSubcommands().values().forEach(each -> collect(each, known));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? key(option).flatMap(this::value).orElse(null)
        : null;
  }

  private Optional<String> value(String key) {
    String variable = (PROGRAM + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .or(() -> Optional.ofNullable(file.getProperty(key)).map(String::strip));
  }

  /** Empty for what only makes sense on a command line. */
  private static Optional<String> key(OptionSpec option) {
    if (option.usageHelp() || option.versionHelp()) {
      return Optional.empty();
    }
    String name = option.longestName().replaceFirst("^-+", "");
    CommandSpec command = option.command();
    if (option.inherited() || command.parent() == null) {
      return Optional.of(name);
    }
    return Optional.of(command.qualifiedName(".").substring(PROGRAM.length() + 1) + "." + name);
  }
}
