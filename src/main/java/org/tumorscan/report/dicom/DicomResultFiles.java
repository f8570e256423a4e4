package org.tumorscan.report.dicom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Part10Writer;
import org.tumorscan.report.AtomicFile;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.RunTotals.SeriesScore;

/**
 * {@code sr-UID.dcm}, {@code sc-UID.dcm} and {@code kos-UID.dcm}, each named by its own SOP
 * Instance UID, which says nothing of the patient. Pictures are written as slices come, the
 * documents at the end; each file appears whole or not at all.
 *
 * <p>Sources without one of the four UIDs that a reference needs are passed over. Unlike other
 * reports this one holds some hundred bytes a slice, since its documents list them all.
 */
public final class DicomResultFiles implements ReportWriter {
  /** Matches the names of these files, and of those in the making. */
  public static final String NAME_PATTERN =
      "(sr|sc|kos)-2\\.25\\.\\d+\\.dcm|\\.(sr|sc|kos)-2\\.25\\.\\d+\\.dcm\\..*\\.tmp";

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;
  private final Set<ResultKind> kinds;
  private final ZoneId zone;
  private final Map<List<String>, SeriesResult> series = new LinkedHashMap<>();
  private final Set<String> written = new HashSet<>();
  private @Nullable Production production;

  /**
   * Names the directory.
   *
   * @param directory an existing one; results of an earlier run are replaced
   * @param kinds what to write
   * @param zone for dates and times where a source states no time zone
   */
  public DicomResultFiles(Path directory, Set<ResultKind> kinds, ZoneId zone) {
    this.directory = directory;
    this.kinds = Set.copyOf(kinds);
    this.zone = zone;
  }

  @Override
  public void begin(RunInfo run) {
    production = new Production(run, zone);
  }

  @Override
  public void add(Outcome outcome) {
    // Nothing can be filed without the source.
  }

  @Override
  public void add(Outcome outcome, SourceAttributes source) throws IOException {
    if (outcome instanceof Outcome.Classified slice) {
      Optional<FileableSource> fileable = FileableSource.of(source);
      if (fileable.isPresent()) {
        addSlice(slice, fileable.get());
      }
    }
  }

  private void addSlice(Outcome.Classified slice, FileableSource source) throws IOException {
    SliceResult result = SliceResult.of(slice, source);
    Optional<Integer> number =
        series
            .computeIfAbsent(
                source.seriesKey(), key -> new SeriesResult(source, slice.subject().modality()))
            .add(result);
    if (kinds.contains(ResultKind.SC) && result.suspicious() && number.isPresent()) {
      write(
          ResultKind.SC,
          production().instanceUid(ResultKind.SC, result),
          SecondaryCapture.of(slice, result, source, number.get(), production()));
    }
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    Map<List<String>, SeriesScore> scores = new LinkedHashMap<>();
    for (SeriesScore score : totals.series()) {
      scores.put(List.of(score.studyInstanceUid(), score.seriesInstanceUid()), score);
    }
    for (SeriesResult result : series.values()) {
      if (kinds.contains(ResultKind.SR)) {
        SeriesScore score = Objects.requireNonNull(scores.get(result.source().seriesKey()));
        write(
            ResultKind.SR,
            production().instanceUid(ResultKind.SR, result.slices()),
            StructuredReport.of(result, score, totals.summary().interrupted(), production()));
      }
      if (kinds.contains(ResultKind.KOS) && !result.suspicious().isEmpty()) {
        write(
            ResultKind.KOS,
            production().instanceUid(ResultKind.KOS, result.suspicious()),
            KeyObjectSelection.of(result, production()));
      }
    }
    removeOthers(directory, written);
  }

  /**
   * Removes the results of earlier runs.
   *
   * @param kept names of the files that stay; files that this program did not write stay as well
   */
  public static void removeOthers(Path directory, Set<String> kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.dcm")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.matches(NAME_PATTERN)
            && !kept.contains(name)
            && Files.isRegularFile(entry)
            && Part10Writer.wrote(entry)) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  private void write(ResultKind kind, String uid, DataSetBuilder dataSet) throws IOException {
    String name = kind.code() + "-" + uid + ".dcm";
    try (AtomicFile file = new AtomicFile(directory.resolve(name))) {
      OutputStream out = new BufferedOutputStream(file.stream(), BUFFER_BYTES);
      Part10Writer.write(out, kind.sopClassUid(), uid, dataSet);
      out.flush();
      file.commit();
    }
    written.add(name);
  }

  private Production production() {
    if (production == null) {
      throw new IllegalStateException("add before begin");
    }
    return production;
  }

  @Override
  public void close() {
    // Each file is whole already.
  }
}
