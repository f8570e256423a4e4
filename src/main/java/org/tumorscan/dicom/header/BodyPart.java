package org.tumorscan.dicom.header;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;

/**
 * Which part of the body an image shows, as a term of Body Part Examined (0018,0015).
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part16.html#chapter_L">PS3.16
 *     L</a>
 */
final class BodyPart {

  // PS3.16 table L-1: the SNOMED CT code, the older SNOMED RT code and the term they stand for.
  private static final Map<String, String> TERM_BY_CODE =
      Map.ofEntries(
          Map.entry("69536005", "HEAD"),
          Map.entry("T-D1100", "HEAD"),
          Map.entry("12738006", "BRAIN"),
          Map.entry("T-A0100", "BRAIN"),
          Map.entry("89546000", "SKULL"),
          Map.entry("T-11100", "SKULL"),
          Map.entry("774007", "HEADNECK"),
          Map.entry("T-D1000", "HEADNECK"),
          Map.entry("45048000", "NECK"),
          Map.entry("T-D1600", "NECK"),
          Map.entry("51185008", "CHEST"),
          Map.entry("T-D3000", "CHEST"),
          Map.entry("39607008", "LUNG"),
          Map.entry("T-28000", "LUNG"),
          Map.entry("80891009", "HEART"),
          Map.entry("T-32000", "HEART"),
          Map.entry("76752008", "BREAST"),
          Map.entry("T-04000", "BREAST"),
          Map.entry("113345001", "ABDOMEN"),
          Map.entry("T-D4000", "ABDOMEN"),
          Map.entry("818981001", "ABDOMEN"),
          Map.entry("818983003", "ABDOMEN"),
          Map.entry("416949008", "ABDOMENPELVIS"),
          Map.entry("R-FAB57", "ABDOMENPELVIS"),
          Map.entry("12921003", "PELVIS"),
          Map.entry("T-D6000", "PELVIS"),
          Map.entry("421060004", "SPINE"),
          Map.entry("T-D0146", "SPINE"),
          Map.entry("122494005", "CSPINE"),
          Map.entry("T-11501", "CSPINE"),
          Map.entry("122495006", "TSPINE"),
          Map.entry("T-11502", "TSPINE"),
          Map.entry("122496007", "LSPINE"),
          Map.entry("T-11503", "LSPINE"));

  private BodyPart() {}

  /** The term the file states, else the one its anatomic region code stands for, else empty. */
  static Optional<String> of(DataSet dataSet) throws DicomException {
    Optional<String> stated = new Values(dataSet).codeString(DicomTag.BODY_PART_EXAMINED);
    if (stated.isPresent()) {
      return stated;
    }
    List<? extends DataSet> regions = dataSet.items(DicomTag.ANATOMIC_REGION_SEQUENCE);
    if (regions.isEmpty()) {
      return Optional.empty();
    }
    return new Values(regions.get(0))
        .string(DicomTag.CODE_VALUE)
        .flatMap(code -> Optional.ofNullable(TERM_BY_CODE.get(code)));
  }
}
