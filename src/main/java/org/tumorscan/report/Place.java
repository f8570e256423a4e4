package org.tumorscan.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a slice or file comes from, in words that print.
 *
 * @param directory up to and with the last separator; may be empty
 * @param name the file's own name
 * @param frame such as {@code frame 3 of 20}; empty for the only frame of a file
 * @param series number of the series on the page, from 1; 0 for none
 * @param kind modality and body part
 */
record Place(String directory, String name, String frame, int series, String kind) {

  static Place of(Outcome.Subject subject, int series) {
    String path = Printable.of(subject.path());
    int split = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    return new Place(
        path.substring(0, split),
        path.substring(split),
        frame(subject),
        series,
        Printable.of(
            (subject.modality().orElse("") + " " + subject.bodyPart().orElse("")).strip()));
  }

  /**
   * The address of a slice in the page, from what names it alone: a series can point to its highest
   * slices without knowing where they lie, and a link from outside outlives the next run.
   */
  static String anchor(String path, int frameNumber) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((path + "#" + frameNumber).getBytes(StandardCharsets.UTF_8));
      return "slice-" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String frame(Outcome.Subject subject) {
    if (subject.frameCount() == 1 || subject.frameNumber().isEmpty()) {
      return "";
    }
    String of = subject.frameCount() > 1 ? " of " + subject.frameCount() : "";
    return "frame " + subject.frameNumber().get() + of;
  }
}
