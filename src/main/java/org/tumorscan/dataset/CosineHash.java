package org.tumorscan.dataset;

/**
 * A picture's 63 lowest spatial frequencies but the mean, each above or below zero: 63 bits that
 * brightness, contrast, size and compression hardly change. The mirrored picture's bits follow from
 * the same coefficients.
 *
 * @see <a href="https://doi.org/10.1109/ICIP.2000.899541">Venkatesan et al. 2000, robust image
 *     hashing</a>
 */
final class CosineHash {
  private static final int FREQUENCIES = 8;
  private static final float[][] BASIS = basis();

  private CosineHash() {}

  /**
   * The hashes of a picture laid in each way, by {@link Mirroring#ordinal()}.
   *
   * @param square [64, 64]
   */
  static long[] ofAllMirrorings(float[] square) {
    float[] spectrum = spectrum(square);
    long[] hashes = new long[Mirroring.values().length];
    for (Mirroring mirroring : Mirroring.values()) {
      hashes[mirroring.ordinal()] = bits(mirroring.applyToSpectrum(spectrum, FREQUENCIES));
    }
    return hashes;
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
