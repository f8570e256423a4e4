package org.tumorscan.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;

/**
 * One slice of the page, as it waits in the spool.
 *
 * @param anchor the slice's address in the page
 * @param order from 0, in input order
 * @param place where the slice comes from
 * @param likelihood in [0, 1]
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param suspicious the likelihood reaches the threshold
 * @param noveltyScore above 1 outside what the model has seen
 * @param unfamiliar the novelty score is above 1
 * @param warnings for people
 * @param picture base 64 JPEG
 * @param sizePixels height and width of the picture
 * @param contributions cells of the class activation map, row-major; empty where there is none
 * @param rows cells from top to bottom
 * @param columns cells from left to right
 */
@SuppressWarnings("ArrayRecordComponent")
record SliceCard(
    String anchor,
    int order,
    Place place,
    double likelihood,
    double low,
    double high,
    boolean suspicious,
    double noveltyScore,
    boolean unfamiliar,
    List<String> warnings,
    String picture,
    int sizePixels,
    float[] contributions,
    int rows,
    int columns) {

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

    private static String frame(Outcome.Subject subject) {
      if (subject.frameCount() == 1 || subject.frameNumber().isEmpty()) {
        return "";
      }
      String of = subject.frameCount() > 1 ? " of " + subject.frameCount() : "";
      return "frame " + subject.frameNumber().get() + of;
    }
  }

  static SliceCard of(Outcome.Classified slice, int order, int series) throws IOException {
    Outcome.Subject subject = slice.subject();
    Prediction prediction = slice.prediction();
    Heatmap heatmap = prediction.heatmap().orElse(new Heatmap(new float[0], 0, 0));
    return new SliceCard(
        anchor(subject.path(), subject.frameNumber().orElse(1)),
        order,
        Place.of(subject, series),
        prediction.tumorLikelihood(),
        prediction.interval().low(),
        prediction.interval().high(),
        slice.suspicious(),
        prediction.novelty().score(),
        prediction.novelty().isOutOfDistribution(),
        slice.warnings().stream().map(Printable::of).toList(),
        InlineImage.jpeg(slice.view()),
        slice.view().sizePixels(),
        heatmap.contributions(),
        heatmap.rows(),
        heatmap.columns());
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

  /** The largest contribution; 0 where none is positive. */
  double highestContribution() {
    double highest = 0;
    for (float contribution : contributions) {
      highest = contribution > highest ? contribution : highest;
    }
    return highest;
  }
}
