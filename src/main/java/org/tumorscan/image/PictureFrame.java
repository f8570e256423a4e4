package org.tumorscan.image;

/**
 * The uniform bright lines along a picture's edges that screenshots and exports leave: bars,
 * borders, white surroundings. They are neither air nor body, and would pass for the body.
 */
final class PictureFrame {
  /** Darker lines are air, which the search for the body deals with. */
  private static final double LEAST_MEAN = 0.1;

  /** Grey lines deeper inside than this share of height and width may be even tissue. */
  private static final double GREY_DEPTH = 0.02;

  /** Lines from here on are white: whatever they are, there is nothing in them to see. */
  private static final double WHITE_MEAN = 0.9;

  /** Mean absolute deviation from the line's mean; lossy compression leaves some. */
  private static final double LARGEST_DEVIATION = 0.05;

  /** What is left of height and width must be at least this share, or nothing is taken away. */
  private static final double LEAST_SHARE = 0.25;

  private final GreyImage picture;
  private int top;
  private int left;
  private int bottom;
  private int right;

  private PictureFrame(GreyImage picture) {
    this.picture = picture;
    this.bottom = picture.rows() - 1;
    this.right = picture.columns() - 1;
  }

  /** What lies inside the frame; the whole picture where it has none. */
  static Box inside(GreyImage picture) {
    PictureFrame frame = new PictureFrame(picture);
    while (frame.height() > 1 && frame.width() > 1 && frame.takeLine()) {}
    boolean sensible =
        frame.height() >= LEAST_SHARE * picture.rows()
            && frame.width() >= LEAST_SHARE * picture.columns();
    return sensible
        ? new Box(frame.top, frame.left, frame.height(), frame.width())
        : new Box(0, 0, picture.rows(), picture.columns());
  }

  private int height() {
    return bottom - top + 1;
  }

  private int width() {
    return right - left + 1;
  }

  /** Takes away one line if an edge has one. */
  private boolean takeLine() {
    int bottomDepth = picture.rows() - 1 - bottom;
    int rightDepth = picture.columns() - 1 - right;
    if (isFrame(start(top, left), 1, width(), top, picture.rows())) {
      top++;
    } else if (isFrame(start(bottom, left), 1, width(), bottomDepth, picture.rows())) {
      bottom--;
    } else if (isFrame(start(top, left), picture.columns(), height(), left, picture.columns())) {
      left++;
    } else if (isFrame(
        start(top, right), picture.columns(), height(), rightDepth, picture.columns())) {
      right--;
    } else {
      return false;
    }
    return true;
  }

  private int start(int row, int column) {
    return row * picture.columns() + column;
  }

  /** Judges a line of pixels that lies {@code depth} lines inside, of {@code extent} in all. */
  private boolean isFrame(int start, int step, int length, int depth, int extent) {
    double mean = mean(start, step, length);
    double leastMean = depth <= GREY_DEPTH * extent ? LEAST_MEAN : WHITE_MEAN;
    return mean > leastMean && deviation(start, step, length, mean) < LARGEST_DEVIATION;
  }

  private double mean(int start, int step, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += picture.values()[start + i * step];
    }
    return sum / length;
  }

  private double deviation(int start, int step, int length, double mean) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.abs(picture.values()[start + i * step] - mean);
    }
    return sum / length;
  }
}
