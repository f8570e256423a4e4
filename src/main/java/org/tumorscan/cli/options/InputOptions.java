package org.tumorscan.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
  /** What Java puts in place of bytes that it cannot decode. */
  private static final char UNDECODABLE = '\uFFFD';

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "INPUT",
      arity = "0..*",
      description = "DICOM files, directories that are searched for them, zip archives, DICOMDIRs.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description =
          "Also read the inputs listed in FILE ('-': standard input), separated by newlines or NULs.")
  private @Nullable String filesFrom;

  /** Whether the caller names any input. */
  public boolean isGiven() {
    return !paths.isEmpty() || filesFrom != null;
  }

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
        throw new ParameterException(spec.commandLine(), path + ": " + absence(path));
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

  private static String absence(Path path) {
    return path.toString().indexOf(UNDECODABLE) < 0
        ? "no such file or directory"
        : "no such file or directory; Java cannot be given a name that is not in the locale's"
            + " encoding, so name its directory or use --files-from";
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
    return new FileList(bytes).paths();
  }
}
