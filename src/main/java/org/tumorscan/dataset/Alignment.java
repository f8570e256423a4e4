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
  private static final int PARAMETERS = 6;
  private static final int ITERATIONS = 12;
  private static final double STILL = 1e-3;

  /** Pixels at the edge whose gradients and neighbours are not all known. */
  private static final int MARGIN = 1;

  /** Every second pixel along both axes is looked at: blurred pictures have no more to say. */
  private static final int STRIDE = 2;

  /** Pictures whose coarse structure agrees less than this are not the same. */
  private static final double LEAST_COARSE = 0.5;

  /** Detail weaker than this share of the mean power is taken for noise of compression. */
  private static final double NOISE_SHARE = 0.1;

  /** Overlaps smaller than this share of the picture say nothing. */
  private static final double LEAST_OVERLAP = 0.6;

  private final float[] template;
  private final float[] detail;
  private final float[][] steepest;
  private final double[][] inverseHessian;

  /**
   * Prepares a picture for others to be laid on.
   *
   * @param picture [64, 64]
   */
  Alignment(float[] picture) {
    template = standardised(blur(picture, 1));
    detail = detail(picture);
    steepest = steepest(template);
    inverseHessian = inverse(hessian(steepest));
  }

  /**
   * How well another picture's detail agrees when it lies best.
   *
   * @param other [64, 64]
   * @return correlation in [-1, 1]; -1 where they do not overlap enough
   */
  double agreement(float[] other) {
    float[] moving = standardised(blur(other, 1));
    double[] map = {1, 0, 0, 0, 1, 0};
    for (int i = 0; i < ITERATIONS; i++) {
      double[] step = step(moving, map);
      map = composedWithInverse(map, step);
      if (largest(step) < STILL) {
        break;
      }
    }
    return correlation(template, moving, map) < LEAST_COARSE
        ? -1
        : correlation(detail, detail(other), map);
  }

  /** Gauss-Newton step of the template's own map, in pixels at the picture's edge. */
  private double[] step(float[] moving, double[] map) {
    double[] gradient = new double[PARAMETERS];
    for (int y = MARGIN; y < SIZE - MARGIN; y += STRIDE) {
      for (int x = MARGIN; x < SIZE - MARGIN; x += STRIDE) {
        float value = sample(moving, map, x, y);
        if (!Float.isNaN(value)) {
          float[] row = steepest[y * SIZE + x];
          float error = value - template[y * SIZE + x];
          for (int k = 0; k < PARAMETERS; k++) {
            gradient[k] += row[k] * error;
          }
        }
      }
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
        float value = sample(moving, map, x, y);
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

  /** Bilinear; NaN outside. The map is about the picture's middle, in halves of its size. */
  private static float sample(float[] picture, double[] map, int x, int y) {
    double u = centred(x);
    double v = centred(y);
    double sourceX = pixel(map[0] * u + map[1] * v + map[2]);
    double sourceY = pixel(map[3] * u + map[4] * v + map[5]);
    if (!(sourceX >= 0 && sourceY >= 0 && sourceX <= SIZE - 1 && sourceY <= SIZE - 1)) {
      return Float.NaN;
    }
    int left = Math.min(SIZE - 2, (int) sourceX);
    int top = Math.min(SIZE - 2, (int) sourceY);
    float right = (float) (sourceX - left);
    float down = (float) (sourceY - top);
    int at = top * SIZE + left;
    float upper = picture[at] + right * (picture[at + 1] - picture[at]);
    float lower = picture[at + SIZE] + right * (picture[at + SIZE + 1] - picture[at + SIZE]);
    return upper + down * (lower - upper);
  }

  private static double centred(int pixel) {
    return (pixel - (SIZE - 1) / 2.0) / (SIZE / 2.0);
  }

  private static double pixel(double centred) {
    return centred * SIZE / 2.0 + (SIZE - 1) / 2.0;
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

  private static float[][] steepest(float[] template) {
    float[][] steepest = new float[template.length][PARAMETERS];
    for (int y = MARGIN; y < SIZE - MARGIN; y += STRIDE) {
      for (int x = MARGIN; x < SIZE - MARGIN; x += STRIDE) {
        int at = y * SIZE + x;
        float dx = (template[at + 1] - template[at - 1]) / 2 * SIZE / 2;
        float dy = (template[at + SIZE] - template[at - SIZE]) / 2 * SIZE / 2;
        float u = (float) centred(x);
        float v = (float) centred(y);
        steepest[at] = new float[] {dx * u, dx * v, dx, dy * u, dy * v, dy};
      }
    }
    return steepest;
  }

  private static double[][] hessian(float[][] steepest) {
    double[][] hessian = new double[PARAMETERS][PARAMETERS];
    for (float[] row : steepest) {
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
    float[] from = picture;
    for (int i = 0; i < times; i++) {
      float[] along = new float[from.length];
      for (int at = 0; at < from.length; at++) {
        int x = at % SIZE;
        float left = from[x == 0 ? at : at - 1];
        float right = from[x == SIZE - 1 ? at : at + 1];
        along[at] = (left + 2 * from[at] + right) / 4;
      }
      float[] both = new float[from.length];
      for (int at = 0; at < from.length; at++) {
        float above = along[at < SIZE ? at : at - SIZE];
        float below = along[at >= from.length - SIZE ? at : at + SIZE];
        both[at] = (above + 2 * along[at] + below) / 4;
      }
      from = both;
    }
    return from.clone();
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
