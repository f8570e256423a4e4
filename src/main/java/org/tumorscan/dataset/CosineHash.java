package org.tumorscan.dataset;

/**
 * A picture's 63 lowest spatial frequencies but the mean, which brightness, contrast, size and
 * compression hardly change, and the hash of whether each is above or below zero. Those of the
 * mirrored picture follow from the same coefficients.
 *
 * @see <a href="https://doi.org/10.1109/ICIP.2000.899541">Venkatesan et al. 2000, robust image
 *     hashing</a>
 */
final class CosineHash {
  private static final int FREQUENCIES = 8;
  private static final float[][] BASIS = basis();

  private final float[] spectrum;
  private final long[] hashes;

  private CosineHash(float[] spectrum, long[] hashes) {
    this.spectrum = spectrum;
    this.hashes = hashes;
  }

  /**
   * Of a picture laid in each way.
   *
   * @param square [64, 64]
   */
  static CosineHash of(float[] square) {
    float[] spectrum = sharpened(spectrum(square));
    long[] hashes = new long[Mirroring.values().length];
    for (Mirroring mirroring : Mirroring.values()) {
      hashes[mirroring.ordinal()] = bits(mirroring.applyToSpectrum(spectrum, FREQUENCIES));
    }
    return new CosineHash(spectrum, hashes);
  }

  /** Bits in which this picture and the other one, laid so, differ; 0 to 63. */
  int differentBits(CosineHash other, Mirroring mirroring) {
    return Long.bitCount(hashes[0] ^ other.hashes[mirroring.ordinal()]);
  }

  /** How alike the frequencies of this picture and of the other one, laid so, are; in [-1, 1]. */
  double likeness(CosineHash other, Mirroring mirroring) {
    float[] laid = mirroring.applyToSpectrum(other.spectrum, FREQUENCIES);
    double likeness = 0;
    for (int k = 0; k < laid.length; k++) {
      likeness += spectrum[k] * laid[k];
    }
    return likeness;
  }

  /** Higher frequencies weigh more, since all heads are alike in the lowest; of length 1. */
  private static float[] sharpened(float[] spectrum) {
    float[] result = new float[spectrum.length];
    double squares = 0;
    for (int k = 1; k < result.length; k++) {
      int vertical = k / FREQUENCIES + 1;
      int horizontal = k % FREQUENCIES + 1;
      result[k] = spectrum[k] * (float) Math.sqrt(vertical * horizontal);
      squares += result[k] * result[k];
    }
    float scale = (float) (1 / Math.sqrt(squares + Float.MIN_NORMAL));
    for (int k = 1; k < result.length; k++) {
      result[k] *= scale;
    }
    return result;
  }

  private static long bits(float[] spectrum) {
    long bits = 0;
    // The first is the mean, which says nothing.
    for (int k = 1; k < spectrum.length; k++) {
      bits = bits << 1 | (spectrum[k] > 0 ? 1 : 0);
    }
    return bits;
  }

  /** Type II cosine transform, [8, 8], the vertical frequency first. */
  private static float[] spectrum(float[] square) {
    int size = Fingerprint.SIZE;
    float[] byRow = new float[size * FREQUENCIES];
    for (int row = 0; row < size; row++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        float sum = 0;
        for (int column = 0; column < size; column++) {
          sum += BASIS[u][column] * square[row * size + column];
        }
        byRow[row * FREQUENCIES + u] = sum;
      }
    }
    float[] spectrum = new float[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int row = 0; row < size; row++) {
        for (int u = 0; u < FREQUENCIES; u++) {
          spectrum[v * FREQUENCIES + u] += BASIS[v][row] * byRow[row * FREQUENCIES + u];
        }
      }
    }
    return spectrum;
  }

  private static float[][] basis() {
    float[][] basis = new float[FREQUENCIES][Fingerprint.SIZE];
    for (int k = 0; k < FREQUENCIES; k++) {
      for (int i = 0; i < Fingerprint.SIZE; i++) {
        basis[k][i] = (float) Math.cos(Math.PI * k * (i + 0.5) / Fingerprint.SIZE);
      }
    }
    return basis;
  }
}
