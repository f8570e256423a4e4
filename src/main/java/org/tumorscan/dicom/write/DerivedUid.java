package org.tumorscan.dicom.write;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * UIDs that follow from what an object is made of, so that making it again gives the same one: the
 * first 128 bits of a digest as a UUID of version 8 below the root 2.25.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_B.2">PS3.5
 *     B.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.8">RFC 9562 5.8</a>
 */
public final class DerivedUid {
  private static final int UUID_BYTES = 16;

  private DerivedUid() {}

  /** The UID of a list of texts, of which none holds a NUL. */
  public static String of(List<String> parts) {
    try {
      byte[] text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
      return ofDigest(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The UID of a digest.
   *
   * @param digest of 16 bytes or more, of which 122 bits count
   */
  public static String ofDigest(byte[] digest) {
    if (digest.length < UUID_BYTES) {
      throw new IllegalArgumentException(digest.length + " bytes");
    }
    byte[] uuid = Arrays.copyOf(digest, UUID_BYTES);
    uuid[6] = (byte) (uuid[6] & 0x0F | 0x80);
    uuid[8] = (byte) (uuid[8] & 0x3F | 0x80);
    return "2.25." + new BigInteger(1, uuid);
  }
}
