package org.tumorscan.dicom.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;

class CohortTest {

  @Test
  void scannerSexAndAgeAreRead() {
    CohortAttributes cohort =
        cohort(
            Map.of(
                DicomTag.MANUFACTURER,
                "ACME",
                DicomTag.MANUFACTURER_MODEL_NAME,
                "One",
                DicomTag.PATIENT_SEX,
                "F",
                DicomTag.PATIENT_AGE,
                "045Y"));
    assertEquals(Optional.of("ACME One"), cohort.scanner());
    assertEquals(Optional.of("F"), cohort.sex());
    assertEquals(OptionalInt.of(45), cohort.ageYears());
  }

  /** PS3.5 6.2: nnnD, nnnW, nnnM, nnnY. */
  @Test
  void agesInDaysWeeksAndMonthsAreYears() {
    assertEquals(OptionalInt.of(1), age("018M"));
    assertEquals(OptionalInt.of(0), age("030W"));
    assertEquals(OptionalInt.of(2), age("900D"));
  }

  @Test
  void whatTheStandardDoesNotAllowReadsAsNotStated() {
    assertEquals(OptionalInt.empty(), age("45"));
    assertEquals(OptionalInt.empty(), age("about 45Y"));
    assertEquals(
        CohortAttributes.UNKNOWN,
        cohort(Map.of(DicomTag.PATIENT_SEX, "Doe^Jane", DicomTag.MANUFACTURER, "A\u0007B")));
  }

  @Test
  void anElementThatCannotBeReadIsNoReasonToRejectTheImage() {
    assertEquals(CohortAttributes.UNKNOWN, Cohort.of(new Fake(Map.of(), true)));
  }

  private static OptionalInt age(String text) {
    return cohort(Map.of(DicomTag.PATIENT_AGE, text)).ageYears();
  }

  private static CohortAttributes cohort(Map<DicomTag, String> elements) {
    return Cohort.of(new Fake(elements, false));
  }

  private record Fake(Map<DicomTag, String> elements, boolean failing) implements DataSet {
    @Override
    public boolean contains(DicomTag tag) {
      return elements.containsKey(tag);
    }

    @Override
    public List<String> strings(DicomTag tag) throws DicomException {
      if (failing) {
        throw DicomException.of(Reason.LIMIT_EXCEEDED, tag, "too long");
      }
      return elements.containsKey(tag) ? List.of(elements.get(tag)) : List.of();
    }

    @Override
    public int[] unsignedIntegers(DicomTag tag) {
      return new int[0];
    }

    @Override
    public ByteBuffer bytes(DicomTag tag) {
      return ByteBuffer.allocate(0);
    }

    @Override
    public List<DataSet> items(DicomTag tag) {
      return List.of();
    }

    @Override
    public OptionalLong byteOffset(DicomTag tag) {
      return OptionalLong.empty();
    }
  }
}
