package org.tumorscan.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a DICOM object that is made of an image must repeat of it, so that an archive files it with
 * the same patient and study. It names the patient, so it goes from the reader to the writers of
 * DICOM objects and nowhere else; its text form shows no value.
 *
 * @param identity UIDs of the image
 * @param seriesNumber Series Number (0020,0011)
 * @param patientAndStudy elements of the modules Patient, Patient Study and General Study that have
 *     a value, Study Instance UID left out; with Specific Character Set, in which the texts are
 *     encoded
 * @param compression elements on lossy compression, which what is made of the image inherits
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.1.1">PS3.3
 *     C.7.1.1</a>
 */
public record SourceAttributes(
    InstanceIdentity identity,
    OptionalInt seriesNumber,
    List<RawElement> patientAndStudy,
    List<RawElement> compression) {

  /** Of an image of which nothing is known. */
  public static final SourceAttributes UNKNOWN =
      new SourceAttributes(
          new InstanceIdentity(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
          OptionalInt.empty(),
          List.of(),
          List.of());

  /** Copies the lists. */
  public SourceAttributes {
    patientAndStudy = List.copyOf(patientAndStudy);
    compression = List.copyOf(compression);
  }

  /** The patient's or study's element with that tag. */
  public Optional<RawElement> element(DicomTag tag) {
    return patientAndStudy.stream().filter(element -> element.tag().equals(tag)).findFirst();
  }

  @Override
  public String toString() {
    return "SourceAttributes[%d elements]".formatted(patientAndStudy.size());
  }
}
