package org.tumorscan.image;

/**
 * Where the body lies in a picture, as against the air around it.
 *
 * <p>Found on a reduced copy: blur, threshold between air and tissue, holes filled, opening (which
 * parts head holders, tables and annotations from the body), largest connected part. Where that
 * leaves nothing that could be a body, the whole picture is.
 */
final class Body {
  private static final int REDUCED_PIXELS = 128;
  private static final int OPENING_RADIUS = 3;
  private static final int MARGIN = 1;

  /** The least share of the picture that a body fills. */
  private static final double LEAST_SHARE = 0.02;

  private final Box box;
  private final Percentiles intensities;

  private Body(Box box, Percentiles intensities) {
    this.box = box;
    this.intensities = intensities;
  }

  /**
   * Finds the body.
   *
   * @param picture intensities in [0, 1], the body brighter than the air; no NaN
   */
  static Body find(GreyImage picture) {
    Box inside = PictureFrame.inside(picture);
    int longer = Math.max(inside.rows(), inside.columns());
    GreyImage reduced =
        Resampler.resize(
            picture, inside, reduced(inside.rows(), longer), reduced(inside.columns(), longer));
    GreyImage blurred = blur(reduced);
    BinaryMask body =
        BinaryMask.above(TissueThreshold.of(blurred), blurred)
            .fillHoles()
            .open(OPENING_RADIUS)
            .largestComponent();
    if (body.count() < LEAST_SHARE * reduced.values().length) {
      return new Body(inside, new Percentiles(reduced.values()));
    }
    return new Body(enlarge(body.bounds(), reduced, inside), new Percentiles(body.select(reduced)));
  }

  /** The body with a small margin, in pixels of the picture. */
  Box box() {
    return box;
  }

  /** The intensities inside the body, cavities included, at a resolution that fits all scans. */
  Percentiles intensities() {
    return intensities;
  }

  private static int reduced(int length, int longer) {
    return Math.max(1, (int) Math.round((double) length * REDUCED_PIXELS / longer));
  }

  /** A binomial filter, made of halving and doubling the grid: noise of single pixels goes. */
  private static GreyImage blur(GreyImage image) {
    int rows = (image.rows() + 1) / 2;
    int columns = (image.columns() + 1) / 2;
    return Resampler.resize(Resampler.resize(image, rows, columns), image.rows(), image.columns());
  }

  /** The body's box in the picture, of which the reduced copy shows a part. */
  private static Box enlarge(Box body, GreyImage reduced, Box part) {
    double rowScale = (double) part.rows() / reduced.rows();
    double columnScale = (double) part.columns() / reduced.columns();
    int top = (int) (Math.max(0, body.top() - MARGIN) * rowScale);
    int left = (int) (Math.max(0, body.left() - MARGIN) * columnScale);
    int bottom = (int) Math.ceil((body.top() + body.rows() + MARGIN) * rowScale);
    int right = (int) Math.ceil((body.left() + body.columns() + MARGIN) * columnScale);
    return new Box(
            top, left, Math.min(part.rows(), bottom) - top, Math.min(part.columns(), right) - left)
        .movedBy(part.top(), part.left());
  }
}
