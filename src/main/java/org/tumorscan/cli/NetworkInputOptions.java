package org.tumorscan.cli;

import java.util.Optional;
import org.tumorscan.image.InputSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How pictures become the network's input. */
final class NetworkInputOptions {
  private static final String PREPROCESSING = "--preprocessing";
  private static final String SIZE = "--input-size";
  private static final String DETAIL = "--detail";

  // Of the network, which halves the picture five times.
  private static final int MULTIPLE = 32;

  @Option(
      names = PREPROCESSING,
      paramLabel = "KIND",
      description = "mr, ct or xray (default: that of the model to go on from, else mr).")
  private Optional<Preprocessing> preprocessing = Optional.empty();

  @Option(
      names = SIZE,
      paramLabel = "PIXELS",
      description =
          "Height and width of the network's input, a multiple of 32 up to 1024 (default: that of"
              + " the model to go on from, else 224). Time and memory grow with its square.")
  private Optional<Integer> size = Optional.empty();

  @Option(
      names = DETAIL,
      paramLabel = "PIXELS",
      description =
          "Pictures are brought down to this before they are brought to the input's size, so that"
              + " fine and coarse scans look alike; from 16 to that size (default: that of the model"
              + " to go on from, else half the size for mr, all of it for ct and xray).")
  private Optional<Integer> detail = Optional.empty();

  /** For a new model. */
  InputSpec input(CommandSpec spec) {
    InputSpec usual = preprocessing.orElse(Preprocessing.MR).spec();
    int pixels = size.orElse(usual.sizePixels());
    if (pixels < InputSpec.LEAST_SIZE
        || pixels > InputSpec.LARGEST_SIZE
        || pixels % MULTIPLE != 0) {
      throw wrong(
          spec,
          "%s %d: expected a multiple of %d from %d to %d",
          SIZE,
          pixels,
          MULTIPLE,
          InputSpec.LEAST_SIZE,
          InputSpec.LARGEST_SIZE);
    }
    InputSpec sized = usual.withSize(pixels);
    int fine = detail.orElse(sized.detailPixels());
    if (fine < InputSpec.LEAST_DETAIL || fine > pixels) {
      throw wrong(
          spec,
          "%s %d: expected %d to %d, the input's size",
          DETAIL,
          fine,
          InputSpec.LEAST_DETAIL,
          pixels);
    }
    return sized.withDetail(fine);
  }

  /** That of a model to go on from, which must be kept. */
  InputSpec kept(InputSpec input, CommandSpec spec) {
    requireSame(spec, SIZE, size, input.sizePixels());
    requireSame(spec, DETAIL, detail, input.detailPixels());
    boolean isOther =
        preprocessing.isPresent()
            && !preprocessing
                .get()
                .spec()
                .withSize(input.sizePixels())
                .withDetail(input.detailPixels())
                .equals(input);
    if (isOther) {
      throw wrong(
          spec,
          "%s differs from that of the model to go on from, which must be kept",
          PREPROCESSING);
    }
    return input;
  }

  private static void requireSame(
      CommandSpec spec, String option, Optional<Integer> given, int pixels) {
    if (given.isPresent() && given.get() != pixels) {
      throw wrong(
          spec,
          "%s %d differs from that of the model to go on from, %d, which must be kept",
          option,
          given.get(),
          pixels);
    }
  }

  private static ParameterException wrong(CommandSpec spec, String format, Object... values) {
    return new ParameterException(spec.commandLine(), format.formatted(values));
  }
}
