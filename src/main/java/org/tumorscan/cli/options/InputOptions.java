package org.tumorscan.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What to read. */
public final class InputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT",
      arity = "0..*",
      description = "DICOM files, and directories that are searched for them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description =
          "Also read the inputs listed in FILE ('-': standard input), separated by newlines or NULs.")
  private @Nullable String filesFrom;

  /**
   * The inputs, those on the command line first. A missing one on the command line is wrong usage;
   * one in a list is reported with the others.
   *
   * @param standardInput read for {@code --files-from -}
   */
  public List<Path> inputs(InputStream standardInput) throws IOException {
    for (Path path : paths) {
      if (path.toString().isEmpty()) {
        throw new ParameterException(spec.commandLine(), "an input with an empty name");
      }
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new ParameterException(spec.commandLine(), path + ": no such file or directory");
      }
    }
    List<Path> inputs = new ArrayList<>(paths);
    if (filesFrom != null) {
      inputs.addAll(listed(filesFrom, standardInput));
    }
    if (inputs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no input: name files or directories, or use --files-from");
    }
    return inputs;
  }

  private List<Path> listed(String source, InputStream standardInput) throws IOException {
    byte[] bytes;
    if (source.equals("-")) {
      bytes = standardInput.readAllBytes();
    } else if (Files.exists(Path.of(source)) && !Files.isDirectory(Path.of(source))) {
      bytes = Files.readAllBytes(Path.of(source));
    } else {
      throw new ParameterException(spec.commandLine(), source + ": no such file");
    }
    // File names are in the platform's encoding, whatever that is.
    String text = new String(bytes, Charset.defaultCharset());
    String separator = text.indexOf('\0') >= 0 ? "\0" : "\r?\n";
    List<Path> listed = new ArrayList<>();
    for (String name : text.split(separator)) {
      if (!name.isEmpty()) {
        listed.add(path(name));
      }
    }
    return listed;
  }

  private Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), "not a file name: " + e.getMessage(), e);
    }
  }
}
