package org.tumorscan.training.augment;

/**
 * Where a tumor lies, in fractions of the picture's width and height.
 *
 * @param centerX from the left edge, 0 to 1
 * @param centerY from the top edge, 0 to 1
 * @param width above 0
 * @param height above 0
 */
public record TumorBox(double centerX, double centerY, double width, double height) {

  /** Checks that it has an extent and its centre lies in the picture. */
  public TumorBox {
    boolean inside = centerX >= 0 && centerX <= 1 && centerY >= 0 && centerY <= 1;
    if (!inside || !(width > 0) || !(height > 0) || width > 2 || height > 2) {
      throw new IllegalArgumentException(
          "box " + centerX + " " + centerY + " " + width + " " + height);
    }
  }

  /** How far a point is from the centre, where 1 is on the ellipse within the box. */
  double ellipseRadius(double x, double y) {
    double across = (x - centerX) / (width / 2);
    double down = (y - centerY) / (height / 2);
    return Math.sqrt(across * across + down * down);
  }

  /** Whether two boxes share a point, the first one grown by a margin on every side. */
  boolean touches(TumorBox other, double margin) {
    return Math.abs(centerX - other.centerX) < (width + other.width) / 2 + margin
        && Math.abs(centerY - other.centerY) < (height + other.height) / 2 + margin;
  }
}
