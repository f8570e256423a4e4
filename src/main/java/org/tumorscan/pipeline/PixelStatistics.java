package org.tumorscan.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.report.Inspection;

/**
 * Shape, range, mean and digest of the stored values of all frames of an instance, taken frame by
 * frame.
 */
final class PixelStatistics {
  private static final int VALUES_AT_ONCE = 1 << 13;

  private final MessageDigest sha256 = sha256();
  private final ByteBuffer encoded =
      ByteBuffer.allocate(VALUES_AT_ONCE * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Integer> frameShape = new ArrayList<>();
  private int frames;
  private boolean integers = true;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private long count;

  /** Takes in the next frame; all frames have the same format. */
  void add(StoredPixels pixels) {
    if (frames == 0) {
      describe(pixels);
    }
    frames++;
    int samples = pixels.format().samplesPerFrame();
    for (int i = 0; i < samples; i++) {
      if (pixels instanceof StoredPixels.Integers values) {
        long value = values.longAt(i);
        encoded.putLong(value);
        include(value);
      } else {
        double value = pixels.valueAt(i);
        encoded.putDouble(value);
        include(value);
      }
      if (!encoded.hasRemaining()) {
        digest();
      }
    }
  }

  /** The figures of all frames taken in so far. */
  Inspection.Pixels figures() {
    digest();
    List<Integer> shape = new ArrayList<>();
    shape.add(frames);
    shape.addAll(frameShape);
    Number least = integers ? (Number) (long) min : (Number) min;
    Number greatest = integers ? (Number) (long) max : (Number) max;
    return new Inspection.Pixels(
        shape, least, greatest, sum / count, HexFormat.of().formatHex(sha256.digest()));
  }

  private void describe(StoredPixels pixels) {
    PixelFormat format = pixels.format();
    frameShape.add(format.rows());
    frameShape.add(format.columns());
    if (format.samplesPerPixel() > 1) {
      frameShape.add(format.samplesPerPixel());
    }
    integers = pixels instanceof StoredPixels.Integers;
  }

  private void include(double value) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    count++;
  }

  private void digest() {
    sha256.update(encoded.flip());
    encoded.clear();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
