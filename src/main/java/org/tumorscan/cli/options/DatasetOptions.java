package org.tumorscan.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  @Option(
      names = "--hold-out",
      paramLabel = "SOURCE[,SOURCE]",
      description =
          "Make the pictures of these sources the test split, whatever the table says; may be"
              + " repeated.")
  private List<String> heldOut = new ArrayList<>();

  /** Finds the cases, without opening a picture. */
  public Dataset dataset() throws DatasetException {
    Dataset dataset = Dataset.read(location, positive);
    return heldOut.isEmpty() ? dataset : dataset.holdOut(names(dataset.sources()));
  }

  /** A source's own name may hold a comma. */
  private Set<String> names(List<String> sources) {
    Set<String> names = new LinkedHashSet<>();
    for (String value : heldOut) {
      names.addAll(sources.contains(value) ? List.of(value) : List.of(value.split(",", -1)));
    }
    return names;
  }
}
