package org.tumorscan.cli.options;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A labelled data set. */
public final class DatasetOptions {
  @Parameters(
      paramLabel = "DATASET",
      description = "Directory with labels.csv or with a directory for each class, or the table.")
  private Path location;

  @Option(
      names = "--positive",
      paramLabel = "NAME",
      description =
          "A class directory with tumors, all others having none; may be repeated (default: tumor,"
              + " yes and 1, the others being no-tumor, no, 0, healthy or normal).")
  private Set<String> positive = new LinkedHashSet<>();

  /** Finds the cases, without opening a picture. */
  public Dataset dataset() throws DatasetException {
    return Dataset.read(location, positive);
  }
}
