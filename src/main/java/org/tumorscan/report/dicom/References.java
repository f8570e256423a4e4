package org.tumorscan.report.dicom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;

/**
 * References to sources.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_10.8">PS3.3
 *     10.8, 10.3 and C.17.2.1</a>
 */
final class References {
  // So that the element's length, which is 16 bits, holds the numbers of any frames.
  private static final int MOST_FRAMES = 1000;

  private References() {}

  /** To one frame, whose number is stated where the source has others. */
  static DataSetBuilder frame(SliceResult slice) {
    return frames(List.of(slice));
  }

  /** To the objects that the slices are frames of, each once and as a whole. */
  static List<DataSetBuilder> objects(Collection<SliceResult> slices) {
    return byObject(slices).stream().map(frames -> object(frames.get(0))).toList();
  }

  /** To the slices: the frames of one object together, as far as one element can list them. */
  static List<DataSetBuilder> framesByObject(Collection<SliceResult> slices) {
    List<DataSetBuilder> references = new ArrayList<>();
    for (List<SliceResult> frames : byObject(slices)) {
      for (int from = 0; from < frames.size(); from += MOST_FRAMES) {
        references.add(frames(frames.subList(from, Math.min(from + MOST_FRAMES, frames.size()))));
      }
    }
    return references;
  }

  private static DataSetBuilder frames(List<SliceResult> slices) {
    DataSetBuilder item = object(slices.get(0));
    if (slices.get(0).frameNumber().isPresent()) {
      item.text(
          DicomTag.REFERENCED_FRAME_NUMBER,
          Vr.IS,
          slices.stream()
              .map(slice -> Integer.toString(slice.frameNumber().orElseThrow()))
              .toArray(String[]::new));
    }
    return item;
  }

  private static Collection<List<SliceResult>> byObject(Collection<SliceResult> slices) {
    Map<String, List<SliceResult>> objects = new LinkedHashMap<>();
    for (SliceResult slice : slices) {
      objects.computeIfAbsent(slice.sopInstanceUid(), unused -> new ArrayList<>()).add(slice);
    }
    return objects.values();
  }

  /** Every object of a series that is referred to, as evidence: each once, without frames. */
  static void evidence(
      DataSetBuilder dataSet, FileableSource source, Collection<SliceResult> slices) {
    DataSetBuilder series =
        new DataSetBuilder()
            .text(DicomTag.SERIES_INSTANCE_UID, Vr.UI, source.seriesInstanceUid())
            .sequence(DicomTag.REFERENCED_SOP_SEQUENCE, objects(slices));
    dataSet.sequence(
        DicomTag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
        new DataSetBuilder()
            .text(DicomTag.STUDY_INSTANCE_UID, Vr.UI, source.studyInstanceUid())
            .sequence(DicomTag.REFERENCED_SERIES_SEQUENCE, series));
  }

  private static DataSetBuilder object(SliceResult slice) {
    return new DataSetBuilder()
        .text(DicomTag.REFERENCED_SOP_CLASS_UID, Vr.UI, slice.sopClassUid())
        .text(DicomTag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, slice.sopInstanceUid());
  }
}
