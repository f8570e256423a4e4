package org.tumorscan.dicom.header;

import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;

/**
 * The functional groups of an enhanced multi-frame image: attributes that stand once for all
 * frames, or once for each.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.16">PS3.3
 *     C.7.6.16</a>
 */
record FunctionalGroups(List<? extends DataSet> shared, List<? extends DataSet> perFrame) {

  /** Reads a value from the item of a functional group. */
  interface Interpretation<T> {
    T of(DataSet item) throws DicomException;
  }

  static FunctionalGroups of(DataSet dataSet) throws DicomException {
    return new FunctionalGroups(
        dataSet.items(DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE),
        dataSet.items(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE));
  }

  /**
   * What a functional group says of all frames alike.
   *
   * @param group the sequence that holds the group's one item
   * @param otherwise where the attributes stand when no frame has the group
   * @return empty where frames differ
   */
  <T> Optional<T> common(DicomTag group, DataSet otherwise, Interpretation<T> interpretation)
      throws DicomException {
    for (DataSet groups : shared) {
      List<? extends DataSet> items = groups.items(group);
      if (!items.isEmpty()) {
        return Optional.of(interpretation.of(items.get(0)));
      }
    }
    Optional<T> first = Optional.empty();
    for (int frame = 0; frame < perFrame.size(); frame++) {
      List<? extends DataSet> items = perFrame.get(frame).items(group);
      DataSet source = items.isEmpty() ? otherwise : items.get(0);
      T value = interpretation.of(source);
      if (first.isPresent() && !first.get().equals(value)) {
        return Optional.empty();
      }
      first = Optional.of(value);
    }
    return first.isPresent() ? first : Optional.of(interpretation.of(otherwise));
  }
}
