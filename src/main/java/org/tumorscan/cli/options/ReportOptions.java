package org.tumorscan.cli.options;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where reports go, and in which forms. */
public final class ReportOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Directory for report files; made where absent, earlier reports are replaced.")
  private @Nullable Path directory;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "json, jsonl, csv, html, pdf, fhir and the DICOM objects sr, sc, kos, separated by commas (default"
              + " with -o: json,jsonl,csv,html; the DICOM objects name the patient). Without -o: one of"
              + " json, jsonl, csv to standard output (default: a table).")
  private List<Format> formats = List.of();

  @Option(
      names = "--explain",
      description =
          "Also write DIR/heatmaps/NNNNNN.png: for each slice, by its place in report.json, what the"
              + " network saw and where its likelihood comes from. Needs -o.")
  private boolean explain;

  /** The forms of a report. */
  public enum Format {
    JSON,
    JSONL,
    CSV,
    HTML,
    /** The summary, to print. */
    PDF,
    /** Series and studies as FHIR R4, in JSON. */
    FHIR,
    /** Structured reports. */
    SR,
    /** Secondary captures. */
    SC,
    /** Key object selections. */
    KOS;

    /** Whether it is made of DICOM objects, for an archive. */
    public boolean isDicom() {
      return this == SR || this == SC || this == KOS;
    }

    private boolean fitsAStream() {
      return this == JSON || this == JSONL || this == CSV;
    }

    /** File name extension: {@code json}, {@code fhir.json} and so on. */
    public String extension() {
      String name = name().toLowerCase(Locale.ROOT);
      return this == FHIR ? name + ".json" : name;
    }
  }

  /**
   * Where reports go.
   *
   * @param directory for files; empty for standard output
   * @param formats the forms; empty for the table alone
   * @param heatmapPictures whether to write a picture of every heat map
   */
  public record Reports(Optional<Path> directory, Set<Format> formats, boolean heatmapPictures) {
    public Reports {
      formats = Set.copyOf(formats);
    }

    /** Whether results go into an archive. */
    public boolean isFiled() {
      return formats.stream().anyMatch(Format::isDicom);
    }
  }

  /** The options as a value. */
  public Reports reports() {
    EnumSet<Format> chosen = EnumSet.noneOf(Format.class);
    chosen.addAll(formats);
    if (directory != null) {
      return new Reports(
          Optional.of(directory),
          chosen.isEmpty() ? EnumSet.range(Format.JSON, Format.HTML) : chosen,
          explain);
    }
    if (explain) {
      throw new ParameterException(spec.commandLine(), "--explain needs a directory: add -o DIR");
    }
    if (chosen.size() > 1 || !chosen.stream().allMatch(Format::fitsAStream)) {
      throw new ParameterException(
          spec.commandLine(), "--format " + words(chosen) + " needs a directory: add -o DIR");
    }
    return new Reports(Optional.empty(), chosen, false);
  }

  /** As they are written on the command line. */
  private static String words(Set<Format> formats) {
    return formats.stream()
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
