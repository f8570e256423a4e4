package org.tumorscan.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tumorscan.pipeline.FrameSelection;
import org.tumorscan.pipeline.FrameSelection.Range;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which frames of multi-frame files. */
public final class FrameOptions {
  // Nine digits fit in an int.
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--frames",
      paramLabel = "LIST",
      description =
          "Frames of multi-frame files, from 1, such as 1,5-8 (default: all). Frames that a file"
              + " does not have are passed over.")
  private @Nullable String frames;

  /** The option as a value. */
  public FrameSelection selection() {
    if (frames == null) {
      return FrameSelection.ALL;
    }
    List<Range> ranges = new ArrayList<>();
    for (String text : frames.split(",", -1)) {
      ranges.add(range(text.strip()));
    }
    return new FrameSelection(ranges);
  }

  private Range range(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw wrong("'" + text + "' is neither a frame number nor a range such as 5-8");
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    if (first < 1) {
      throw wrong("frames count from 1");
    }
    if (last < first) {
      throw wrong(text + " ends before it begins");
    }
    return new Range(first, last);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), "--frames: " + message);
  }
}
