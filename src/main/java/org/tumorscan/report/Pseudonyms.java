package org.tumorscan.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.dicom.write.DerivedUid;
import org.tumorscan.report.Outcome.Subject;

/**
 * Reports under pseudonyms: UIDs, paths and patients are replaced by what HMAC-SHA256 makes of them
 * with a secret key. The same key gives the same pseudonyms in every report and run; without the
 * key nobody can tell, or try out, what stands behind one. Of patient and study nothing else is
 * kept.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part15.html#chapter_E">PS3.15
 *     E</a>
 */
public final class Pseudonyms implements Disclosure {
  /** Shortest key, in bytes: what is guessed faster protects nobody. */
  public static final int LEAST_KEY_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String METHOD = "tumorscan: HMAC-SHA256 pseudonyms, no other attributes";
  private static final int PATIENT_BYTES = 8;
  private static final int PATH_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * Takes the key.
   *
   * @param key {@link #LEAST_KEY_BYTES} bytes or more; copied
   */
  public Pseudonyms(byte[] key) {
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(key.length + " bytes of key");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  @Override
  public Outcome of(Outcome outcome) {
    Subject subject = of(outcome.subject());
    if (outcome instanceof Outcome.Classified slice) {
      return new Outcome.Classified(
          subject, slice.prediction(), slice.suspicious(), slice.warnings(), slice.view());
    }
    if (outcome instanceof Outcome.NotApplicable other) {
      return new Outcome.NotApplicable(subject, other.reason(), other.warnings());
    }
    Outcome.Rejected rejected = (Outcome.Rejected) outcome;
    return new Outcome.Rejected(
        subject,
        rejected.reason(),
        rejected.message(),
        rejected.tag(),
        rejected.byteOffset(),
        rejected.warnings());
  }

  private Subject of(Subject subject) {
    return new Subject(
        ofPath(subject.path()),
        subject.frameNumber(),
        subject.frameCount(),
        subject.sopInstanceUid().map(this::uid),
        subject.seriesInstanceUid().map(this::uid),
        subject.studyInstanceUid().map(this::uid),
        subject.modality(),
        subject.bodyPart());
  }

  @Override
  public SourceAttributes of(SourceAttributes source) {
    InstanceIdentity identity = source.identity();
    String patient = patient(source);
    return new SourceAttributes(
        new InstanceIdentity(
            identity.sopClassUid(),
            identity.sopInstanceUid().map(this::uid),
            identity.seriesInstanceUid().map(this::uid),
            identity.studyInstanceUid().map(this::uid)),
        source.seriesNumber(),
        List.of(
            ascii(DicomTag.PATIENT_NAME, "PN", patient),
            ascii(DicomTag.PATIENT_ID, "LO", patient),
            ascii(DicomTag.PATIENT_IDENTITY_REMOVED, "CS", "YES"),
            ascii(DicomTag.DEIDENTIFICATION_METHOD, "LO", METHOD)),
        source.compression());
  }

  @Override
  public String ofPath(String path) {
    byte[] digest = hmac("path", path.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, PATH_BYTES);
  }

  private String uid(String uid) {
    return DerivedUid.ofDigest(hmac("uid", uid.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Equal for one patient in all studies; for one without an id, in one study. */
  private String patient(SourceAttributes source) {
    Optional<byte[]> id = source.element(DicomTag.PATIENT_ID).map(RawElement::value);
    byte[] issuer =
        source.element(DicomTag.ISSUER_OF_PATIENT_ID).map(RawElement::value).orElse(new byte[0]);
    byte[] digest =
        id.map(value -> hmac("patient", issuer, value))
            .orElseGet(
                () ->
                    hmac(
                        "study",
                        source
                            .identity()
                            .studyInstanceUid()
                            .orElse("")
                            .getBytes(StandardCharsets.US_ASCII)));
    return "P-" + HexFormat.of().formatHex(digest, 0, PATIENT_BYTES).toUpperCase(Locale.ROOT);
  }

  private static RawElement ascii(DicomTag tag, String vr, String value) {
    return new RawElement(tag, vr, value.getBytes(StandardCharsets.US_ASCII));
  }

  /** What the values are goes in too, so that a UID as a path has another pseudonym. */
  private byte[] hmac(String what, byte[]... values) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Stream.concat(Stream.of(what.getBytes(StandardCharsets.US_ASCII)), Arrays.stream(values))
        .forEach(
            value -> {
              text.writeBytes(value);
              text.write(0);
            });
    try {
      // One for each call, since a Mac is for one thread.
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.toByteArray());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
