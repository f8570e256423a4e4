package org.tumorscan.dataset;

/**
 * Lays one small picture on another by the affine map that makes their difference least, and says
 * how well their detail agrees then. A crop, a change of size or of proportions, and a small turn
 * are such maps.
 *
 * <p>Inverse compositional Gauss-Newton on pictures with mean 0 and deviation 1; the agreement is
 * the correlation of what is left of both pictures when their coarse structure is taken away, since
 * that is much the same in all heads.
 *
 * @see <a href="https://doi.org/10.1023/B:VISI.0000011205.11775.fd">Baker and Matthews 2004,
 *     Lucas-Kanade 20 years on</a>
 */
final class Alignment {
  private static final int SIZE = Fingerprint.SIZE;
  private static final double MIDDLE = (SIZE - 1) / 2.0;
  private static final double HALF = SIZE / 2.0;
  private static final int PARAMETERS = 6;
  private static final int ITERATIONS = 12;
  private static final double STILL = 1e-3;

  /** Pixels at the edge whose gradients and neighbours are not all known. */
  private static final int MARGIN = 1;

  /** Every second pixel along both axes is looked at: blurred pictures have no more to say. */
  private static final int STRIDE = 2;

  /**
   * Where detail agrees, coarse structure agrees by no more than this less: the least of 303 pairs
   * whose detail agreed by 0.9 was 0.906, of 151 pairs by 0.97 0.943, at the end and when they are
   * first looked at.
   */
  private static final double COARSE_BELOW_DETAIL = 0.06;

  /** Steps before a pair is first looked at. */
  private static final int FIRST_LOOK = 6;

  /** Detail weaker than this share of the mean power is taken for noise of compression. */
  private static final double NOISE_SHARE = 0.1;

  /** Overlaps smaller than this share of the picture say nothing. */
  private static final double LEAST_OVERLAP = 0.6;

  private final float[] template;
  private final float[] detail;
  private final Slopes slopes;
  private final double[][] inverseHessian;

  /**
   * Prepares a picture for others to be laid on.
   *
   * @param picture [64, 64]
   */
  Alignment(float[] picture) {
    template = standardised(blur(picture, 1));
    detail = detail(picture);
    slopes = Slopes.of(template);
    inverseHessian = inverse(hessian(slopes));
  }

  /**
   * How well another picture's detail agrees when it lies best.
   *
   * @param other [64, 64]
   * @param least agreement that is of interest
   * @return correlation in [-1, 1]; -1 where they do not overlap enough, or it was seen early that
   *     they agree less than that
   */
  double agreement(float[] other, double least) {
    double leastCoarse = least - COARSE_BELOW_DETAIL;
    float[] moving = standardised(blur(other, 1));
    double[] map = {1, 0, 0, 0, 1, 0};
    for (int i = 0; i < ITERATIONS; i++) {
      // Of pairs with near hashes nearly half end here, and most where more is asked of them.
      if (i == FIRST_LOOK && correlation(template, moving, map) < leastCoarse) {
        return -1;
      }
      double[] step = step(moving, map);
      map = composedWithInverse(map, step);
      if (largest(step) < STILL) {
        break;
      }
    }
    return correlation(template, moving, map) < leastCoarse
        ? -1
        : correlation(detail, detail(other), map);
  }

  /** Gauss-Newton step of the template's own map, in pixels at the picture's edge. */
  private double[] step(float[] moving, double[] map) {
    double[] gradient = new double[PARAMETERS];
    for (int y = MARGIN; y < SIZE - MARGIN; y += STRIDE) {
      double alongX = 0;
      double alongXu = 0;
      double alongY = 0;
      double alongYu = 0;
      for (int x = MARGIN; x < SIZE - MARGIN; x += STRIDE) {
        float value = sample(moving, mappedX(map, x, y), mappedY(map, x, y));
        if (!Float.isNaN(value)) {
          int at = y * SIZE + x;
          float error = value - template[at];
          double u = centred(x);
          alongX += error * slopes.x()[at];
          alongXu += u * error * slopes.x()[at];
          alongY += error * slopes.y()[at];
          alongYu += u * error * slopes.y()[at];
        }
      }
      double v = centred(y);
      gradient[0] += alongXu;
      gradient[1] += v * alongX;
      gradient[2] += alongX;
      gradient[3] += alongYu;
      gradient[4] += v * alongY;
      gradient[5] += alongY;
    }
    double[] step = new double[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++) {
      for (int j = 0; j < PARAMETERS; j++) {
        step[k] += inverseHessian[k][j] * gradient[j];
      }
    }
    return step;
  }

  private static double correlation(float[] fixed, float[] moving, double[] map) {
    double n = 0;
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int y = 0; y < SIZE; y += STRIDE) {
      for (int x = 0; x < SIZE; x += STRIDE) {
        float value = sample(moving, mappedX(map, x, y), mappedY(map, x, y));
        if (!Float.isNaN(value)) {
          float own = fixed[y * SIZE + x];
          n++;
          a += own;
          b += value;
          aa += own * own;
          bb += value * value;
          ab += own * value;
        }
      }
    }
    double spread = Math.sqrt((aa - a * a / n) * (bb - b * b / n));
    return n * STRIDE * STRIDE < LEAST_OVERLAP * SIZE * SIZE || !(spread > 0)
        ? -1
        : (ab - a * b / n) / spread;
  }

  /** Bilinear; NaN outside. */
  private static float sample(float[] picture, double x, double y) {
    if (!(x >= 0 && y >= 0 && x <= SIZE - 1 && y <= SIZE - 1)) {
      return Float.NaN;
    }
    int left = Math.min(SIZE - 2, (int) x);
    int top = Math.min(SIZE - 2, (int) y);
    float right = (float) (x - left);
    float down = (float) (y - top);
    int at = top * SIZE + left;
    float upper = picture[at] + right * (picture[at + 1] - picture[at]);
    float lower = picture[at + SIZE] + right * (picture[at + SIZE + 1] - picture[at + SIZE]);
    return upper + down * (lower - upper);
  }

  /** Where a map, which is about the picture's middle in halves of its size, takes a pixel. */
  private static double mappedX(double[] map, int x, int y) {
    return map[0] * (x - MIDDLE) + map[1] * (y - MIDDLE) + map[2] * HALF + MIDDLE;
  }

  private static double mappedY(double[] map, int x, int y) {
    return map[3] * (x - MIDDLE) + map[4] * (y - MIDDLE) + map[5] * HALF + MIDDLE;
  }

  private static double centred(int pixel) {
    return (pixel - MIDDLE) / HALF;
  }

  private static double[] composedWithInverse(double[] map, double[] step) {
    double a = 1 + step[0];
    double b = step[1];
    double c = step[3];
    double d = 1 + step[4];
    double determinant = a * d - b * c;
    double ia = d / determinant;
    double ib = -b / determinant;
    double ic = -c / determinant;
    double id = a / determinant;
    double tx = -(ia * step[2] + ib * step[5]);
    double ty = -(ic * step[2] + id * step[5]);
    return new double[] {
      map[0] * ia + map[1] * ic,
      map[0] * ib + map[1] * id,
      map[0] * tx + map[1] * ty + map[2],
      map[3] * ia + map[4] * ic,
      map[3] * ib + map[4] * id,
      map[3] * tx + map[4] * ty + map[5]
    };
  }

  private static double largest(double[] step) {
    double largest = 0;
    for (double value : step) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /**
   * How a picture changes along both axes, for half its size.
   *
   * @param x [64, 64]
   * @param y [64, 64]
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Slopes(float[] x, float[] y) {

    static Slopes of(float[] picture) {
      Slopes slopes = new Slopes(new float[picture.length], new float[picture.length]);
      for (int y = MARGIN; y < SIZE - MARGIN; y += STRIDE) {
        for (int x = MARGIN; x < SIZE - MARGIN; x += STRIDE) {
          int at = y * SIZE + x;
          slopes.x[at] = (picture[at + 1] - picture[at - 1]) / 2 * SIZE / 2;
          slopes.y[at] = (picture[at + SIZE] - picture[at - SIZE]) / 2 * SIZE / 2;
        }
      }
      return slopes;
    }

    /** How a pixel changes with every parameter of a map. */
    double[] byParameter(int pixel) {
      double u = centred(pixel % SIZE);
      double v = centred(pixel / SIZE);
      double dx = x[pixel];
      double dy = y[pixel];
      return new double[] {dx * u, dx * v, dx, dy * u, dy * v, dy};
    }
  }

  private static double[][] hessian(Slopes slopes) {
    double[][] hessian = new double[PARAMETERS][PARAMETERS];
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      double[] row = slopes.byParameter(pixel);
      for (int j = 0; j < PARAMETERS; j++) {
        for (int k = 0; k < PARAMETERS; k++) {
          hessian[j][k] += row[j] * row[k];
        }
      }
    }
    for (int k = 0; k < PARAMETERS; k++) {
      // Pictures that are even along an axis leave a parameter free; it then stays where it is.
      hessian[k][k] = hessian[k][k] * 1.001 + 1e-6;
    }
    return hessian;
  }

  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] inverse = new double[n][];
    RidgeRegression.Cholesky factor = RidgeRegression.Cholesky.of(matrix);
    for (int k = 0; k < n; k++) {
      double[] unit = new double[n];
      unit[k] = 1;
      inverse[k] = factor.solve(unit);
    }
    return inverse;
  }

  /**
   * Fine structure in units of its own strength around: else the bright rim of the skull, which all
   * heads have, would outvote the brain.
   */
  private static float[] detail(float[] picture) {
    float[] detail = blur(picture, 1);
    float[] coarse = blur(picture, 6);
    float[] squares = new float[detail.length];
    double sum = 0;
    for (int i = 0; i < detail.length; i++) {
      detail[i] -= coarse[i];
      squares[i] = detail[i] * detail[i];
      sum += squares[i];
    }
    float[] strength = blur(squares, 8);
    double floor = NOISE_SHARE * sum / detail.length + 1e-9;
    for (int i = 0; i < detail.length; i++) {
      detail[i] /= (float) Math.sqrt(strength[i] + floor);
    }
    return detail;
  }

  /** The binomial filter 1 2 1 along both axes, repeated; edges repeat. */
  private static float[] blur(float[] picture, int times) {
    float[] blurred = picture.clone();
    float[] along = new float[blurred.length];
    for (int i = 0; i < times; i++) {
      for (int row = 0; row < along.length; row += SIZE) {
        blurRow(blurred, row, along);
      }
      for (int row = 0; row < along.length; row += SIZE) {
        int above = Math.max(0, row - SIZE);
        int below = Math.min(along.length - SIZE, row + SIZE);
        for (int x = 0; x < SIZE; x++) {
          blurred[row + x] = (along[above + x] + 2 * along[row + x] + along[below + x]) / 4;
        }
      }
    }
    return blurred;
  }

  // The edges by themselves, so that the loop in between has no branch.
  private static void blurRow(float[] from, int first, float[] to) {
    int last = first + SIZE - 1;
    to[first] = (3 * from[first] + from[first + 1]) / 4;
    for (int at = first + 1; at < last; at++) {
      to[at] = (from[at - 1] + 2 * from[at] + from[at + 1]) / 4;
    }
    to[last] = (from[last - 1] + 3 * from[last]) / 4;
  }

  private static float[] standardised(float[] picture) {
    double sum = 0;
    double squares = 0;
    for (float value : picture) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / picture.length;
    double deviation = Math.sqrt(Math.max(1e-12, squares / picture.length - mean * mean));
    float[] result = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      result[i] = (float) ((picture[i] - mean) / deviation);
    }
    return result;
  }
}
