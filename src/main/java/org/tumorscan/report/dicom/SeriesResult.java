package org.tumorscan.report.dicom;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the model says of the slices of one series, in the order of their coming. A slice that comes
 * twice, as a file and its copy, counts once. Holds some hundred bytes a slice.
 */
final class SeriesResult {
  private final FileableSource source;
  private final Optional<String> modality;
  private final Map<String, SliceResult> slices = new LinkedHashMap<>();

  /**
   * Starts without a slice.
   *
   * @param source the first slice, whose attributes of patient and study stand for all
   * @param modality of the source
   */
  SeriesResult(FileableSource source, Optional<String> modality) {
    this.source = source;
    this.modality = modality;
  }

  /** Adds a slice and returns its number from 1; empty where it was there. */
  Optional<Integer> add(SliceResult slice) {
    return slices.putIfAbsent(slice.key(), slice) == null
        ? Optional.of(slices.size())
        : Optional.empty();
  }

  FileableSource source() {
    return source;
  }

  Optional<String> modality() {
    return modality;
  }

  Collection<SliceResult> slices() {
    return Collections.unmodifiableCollection(slices.values());
  }

  List<SliceResult> suspicious() {
    return slices.values().stream().filter(SliceResult::suspicious).toList();
  }
}
