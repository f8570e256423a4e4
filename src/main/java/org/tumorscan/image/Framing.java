package org.tumorscan.image;

/**
 * Where the picture's parts come to lie in the network's input. Both are measured in fractions of
 * their own width and height, so that neither's size matters.
 *
 * @param left of the input's left edge, in fractions of the picture's width; below 0 where the
 *     picture is padded
 * @param top of the input's top edge, in fractions of the picture's height
 * @param width that the input covers, in fractions of the picture's width
 * @param height that the input covers, in fractions of the picture's height
 */
public record Framing(double left, double top, double width, double height) {

  static Framing of(GreyImage picture, Box visible) {
    int side = Math.max(visible.rows(), visible.columns());
    double left = visible.left() - (side - visible.columns()) / 2;
    double top = visible.top() - (side - visible.rows()) / 2;
    return new Framing(
        left / picture.columns(),
        top / picture.rows(),
        (double) side / picture.columns(),
        (double) side / picture.rows());
  }

  /** From a fraction of the picture's width to one of the input's. */
  public double x(double ofPicture) {
    return (ofPicture - left) / width;
  }

  /** From a fraction of the picture's height to one of the input's. */
  public double y(double ofPicture) {
    return (ofPicture - top) / height;
  }
}
