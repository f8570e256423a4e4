package org.tumorscan.report.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.tumorscan.dicom.write.DerivedUid;
import org.tumorscan.report.Printable;
import org.tumorscan.report.RunInfo;

/**
 * What resources are called. Their names follow from the source's UIDs, the model's digest, the
 * operating point and the program's version, so that the same input judged again gives resources of
 * the same names, and a server that takes them twice has them once.
 *
 * @param run program and model
 */
record Identity(RunInfo run) {
  private static final String URI = "urn:ietf:rfc:3986";
  private static final String DICOM = "urn:dicom:uid";
  private static final String OID = "urn:oid:";
  private static final int MOST_UID_CHARACTERS = 64;

  /** PS3.5 9.1, and a first component that an object identifier can have. */
  private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");

  /** The full URL of a resource: its role, and what of the source it is about. */
  String url(String role, Collection<String> source) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                "tumorscan",
                "fhir",
                run.toolVersion(),
                run.model().sha256(),
                run.model().operatingPoint(),
                Double.toString(run.model().threshold()),
                Double.toString(run.model().series().threshold()),
                Double.toString(run.model().series().rule().smoothingMm()),
                role));
    source.forEach(part -> parts.add(part.replace('\0', ' ')));
    return OID + DerivedUid.of(parts);
  }

  /** A full URL as the identifier that a resource keeps on a server. */
  static Identifier ofUrl(String url) {
    return new Identifier().setSystem(URI).setValue(url);
  }

  /**
   * The study that results come from, by its UID, as it is on no server that we know of.
   *
   * @param studyInstanceUid Study Instance UID (0020,000D); one that breaks the standard's rules
   *     stands as it is and names no system, whose values it could not be
   * @see <a href="https://hl7.org/fhir/R4/imagingstudy.html#notes">FHIR R4 ImagingStudy</a>
   */
  static Reference imagingStudy(String studyInstanceUid) {
    Identifier identifier = new Identifier();
    if (isLegal(studyInstanceUid)) {
      identifier.setSystem(DICOM).setValue(OID + studyInstanceUid);
    } else {
      identifier.setValue(Printable.of(studyInstanceUid));
    }
    return new Reference().setType("ImagingStudy").setIdentifier(identifier);
  }

  private static boolean isLegal(String uid) {
    return uid.length() <= MOST_UID_CHARACTERS && UID.matcher(uid).matches();
  }
}
