package org.tumorscan.cli.options;

import java.util.Optional;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.SeriesRule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How wide slices are smoothed over their neighbours. */
public final class SmoothingOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--smoothing",
      paramLabel = "MM",
      description =
          "Standard deviation in mm of the Gaussian by which a slice is smoothed over its"
              + " neighbours in the series, 0 for none (default: the model's, none for a new one).")
  private Optional<Double> sigmaMm = Optional.empty();

  /** The model, smoothed as the caller says. */
  public ModelBundle applied(ModelBundle bundle) {
    return bundle.withSmoothingMm(sigmaMm(bundle.manifest().series().smoothingMm()));
  }

  /**
   * What the caller says.
   *
   * @param usual where nothing is said
   */
  public double sigmaMm(double usual) {
    double value = sigmaMm.orElse(usual);
    if (!(value >= 0 && value <= SeriesRule.LARGEST_MM)) {
      throw new ParameterException(
          spec.commandLine(), "--smoothing must be from 0 to " + SeriesRule.LARGEST_MM);
    }
    return value;
  }
}
