package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a lesion lies, as fractions of the picture's width and height.
 *
 * @param centreX from the left, in [0, 1]
 * @param centreY from the top, in [0, 1]
 * @param width in (0, 1]
 * @param height in (0, 1]
 */
public record LesionBox(double centreX, double centreY, double width, double height) {

  /** Checks the ranges given above. */
  public LesionBox {
    if (!(centreX >= 0 && centreX <= 1 && centreY >= 0 && centreY <= 1)) {
      throw new IllegalArgumentException("a box's centre must lie in the picture");
    }
    if (!(width > 0 && width <= 1 && height > 0 && height <= 1)) {
      throw new IllegalArgumentException("a box's width and height must be above 0 and at most 1");
    }
  }

  /**
   * Reads {@code cx cy w h}, several separated by semicolons.
   *
   * @throws IllegalArgumentException where that is not what the text is
   */
  static List<LesionBox> parse(String text) {
    List<LesionBox> boxes = new ArrayList<>();
    for (String part : text.split(";")) {
      String[] numbers = part.strip().split("\\s+");
      if (numbers.length != 4) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%d numbers in a box, expected cx cy w h", numbers.length));
      }
      boxes.add(
          new LesionBox(
              Double.parseDouble(numbers[0]),
              Double.parseDouble(numbers[1]),
              Double.parseDouble(numbers[2]),
              Double.parseDouble(numbers[3])));
    }
    return List.copyOf(boxes);
  }
}
