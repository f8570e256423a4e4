package org.tumorscan.dicom.header;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;

/**
 * The functional groups of an enhanced multi-frame image: attributes that stand once for all
 * frames, or once for each.
 *
 * @param dataSet of the image
 * @param shared items of the Shared Functional Groups Sequence; one in a right file
 * @param perFrame items of the Per-Frame Functional Groups Sequence; none, or one for each frame
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.16">PS3.3
 *     C.7.6.16</a>
 */
record FunctionalGroups(
    DataSet dataSet, List<? extends DataSet> shared, List<? extends DataSet> perFrame) {

  static FunctionalGroups of(DataSet dataSet) throws DicomException {
    return new FunctionalGroups(
        dataSet,
        dataSet.items(DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE),
        dataSet.items(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE));
  }

  /**
   * Where the attributes of a functional group stand.
   *
   * @param group the sequence that holds the group's one item
   * @return one place for all frames, which is the data set itself where the group is not used; or
   *     one for each frame
   * @throws DicomException {@code INVALID_ATTRIBUTE} where some frames have the group and others
   *     have no functional groups at all
   */
  List<DataSet> sources(DicomTag group, int frameCount) throws DicomException {
    for (DataSet groups : shared) {
      List<? extends DataSet> items = groups.items(group);
      if (!items.isEmpty()) {
        return List.of(items.get(0));
      }
    }
    List<DataSet> sources = new ArrayList<>();
    boolean used = false;
    for (DataSet groups : perFrame.subList(0, Math.min(frameCount, perFrame.size()))) {
      List<? extends DataSet> items = groups.items(group);
      sources.add(items.isEmpty() ? dataSet : items.get(0));
      used |= !items.isEmpty();
    }
    if (!used) {
      return List.of(dataSet);
    }
    if (sources.size() < frameCount) {
      throw new Values(dataSet)
          .invalid(
              DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
              "functional groups for %d of %d frames".formatted(sources.size(), frameCount));
    }
    return sources;
  }
}
