package org.tumorscan.training.augment;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws a lesion into a slice that has none: an irregular blob, bright, dark or with a bright rim
 * around a dark core, oedema about it, and the tissue pushed away from it.
 */
final class LesionPainter {
  private static final double LEAST_RADIUS = 0.028;
  private static final double LARGEST_RADIUS = 0.14;
  private static final int HARMONICS = 5;
  private static final int TRIES = 20;
  private static final double TISSUE = 0.15;

  private final RandomGenerator random;
  private final int size;
  private final double radius;
  private final double elongation;
  private final double angle;
  private final double[] amplitudes = new double[HARMONICS];
  private final double[] phases = new double[HARMONICS];

  private LesionPainter(int size, RandomGenerator random) {
    this.size = size;
    this.random = random;
    // As many small ones as large ones on a logarithmic scale.
    radius = LEAST_RADIUS * Math.pow(LARGEST_RADIUS / LEAST_RADIUS, random.nextDouble());
    elongation = random.nextDouble(1, 1.6);
    angle = random.nextDouble(Math.PI);
    for (int i = 0; i < HARMONICS; i++) {
      amplitudes[i] = random.nextDouble(0.22) / (i + 1);
      phases[i] = random.nextDouble(2 * Math.PI);
    }
  }

  /** The slice with a lesion; empty where no place for one was found. */
  static Optional<Slice> paint(Slice slice, RandomGenerator random) {
    LesionPainter painter = new LesionPainter(slice.size(), random);
    for (int i = 0; i < TRIES; i++) {
      double x = random.nextDouble(0.15, 0.85);
      double y = random.nextDouble(0.12, 0.88);
      if (painter.isInTissue(slice.values(), x, y)) {
        return Optional.of(painter.paint(slice, x, y));
      }
    }
    return Optional.empty();
  }

  /** Away from air on every side: within the skull, as far as a picture alone can tell. */
  private boolean isInTissue(float[] values, double x, double y) {
    double reach = 1.2 * radius + 0.03;
    for (int i = 0; i < 12; i++) {
      double direction = 2 * Math.PI * i / 12;
      double atX = (x + reach * Math.cos(direction)) * size;
      double atY = (y + reach * Math.sin(direction)) * size;
      if (Slice.sample(values, size, atX, atY) < TISSUE / 3) {
        return false;
      }
    }
    return Slice.sample(values, size, x * size, y * size) > TISSUE;
  }

  private Slice paint(Slice slice, double x, double y) {
    float[] pushed = push(slice.values(), x, y, random.nextDouble(0.5));
    double around = mean(slice.values(), x, y, 2 * radius);
    Look look = Look.random(random, around);
    double[] texture = texture();
    double oedema = random.nextDouble() < 0.6 ? random.nextDouble(-0.3, 0.35) : 0;
    double oedemaReach = random.nextDouble(1.4, 2.6);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int at = row * size + column;
        double distance = distance((column + 0.5) / size - x, (row + 0.5) / size - y);
        if (distance < oedemaReach && pushed[at] > TISSUE / 3) {
          pushed[at] =
              clip(look.at(pushed[at], distance, oedema, oedemaReach, texture[at], radius * size));
        }
      }
    }
    double extent = 2 * radius * elongation;
    double narrow = 2 * radius / elongation;
    double width = Math.hypot(extent * Math.cos(angle), narrow * Math.sin(angle));
    double height = Math.hypot(extent * Math.sin(angle), narrow * Math.cos(angle));
    return new Slice(pushed, size, true, List.of(new TumorBox(x, y, width, height)));
  }

  /** 1 on the outline. */
  private double distance(double dx, double dy) {
    double along = (Math.cos(angle) * dx + Math.sin(angle) * dy) / elongation;
    double across = (-Math.sin(angle) * dx + Math.cos(angle) * dy) * elongation;
    double direction = Math.atan2(across, along);
    double outline = 1;
    for (int i = 0; i < HARMONICS; i++) {
      outline += amplitudes[i] * Math.cos((i + 2) * direction + phases[i]);
    }
    return Math.hypot(along, across) / (radius * outline);
  }

  /** Mass effect: what lies around comes from nearer the middle, less and less with distance. */
  private float[] push(float[] values, double x, double y, double strength) {
    float[] pushed = new float[values.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double dx = (column + 0.5) / size - x;
        double dy = (row + 0.5) / size - y;
        double far = Math.hypot(dx, dy) / radius;
        double shrink = 1 - strength * Math.exp(-far * far / 4);
        pushed[row * size + column] =
            Slice.sample(
                values, size, (x + dx * shrink) * size - 0.5, (y + dy * shrink) * size - 0.5);
      }
    }
    return pushed;
  }

  private double mean(float[] values, double x, double y, double reach) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < 64; i++) {
      double direction = 2 * Math.PI * i / 16;
      double distance = reach * (1 + i / 16) / 4;
      sum +=
          Slice.sample(
              values,
              size,
              (x + distance * Math.cos(direction)) * size,
              (y + distance * Math.sin(direction)) * size);
      count++;
    }
    return sum / count;
  }

  /** Noise of about the lesion's own grain, with a deviation near 1. */
  private double[] texture() {
    int grain = Math.max(2, (int) (radius * size / random.nextDouble(1.5, 5)));
    int across = size / grain + 2;
    float[] coarse = new float[across * across];
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = (float) random.nextGaussian();
    }
    double[] texture = new double[size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        texture[row * size + column] =
            Slice.sample(coarse, across, (double) column / grain, (double) row / grain);
      }
    }
    return texture;
  }

  private static float clip(double value) {
    return (float) Math.max(0, Math.min(1, value));
  }

  /**
   * How the lesion looks.
   *
   * @param core what is added in the middle
   * @param rim what is added at the edge
   * @param rimWidth share of the radius
   * @param grain deviation of the texture
   * @param softness how gradually the edge sets in, in pixels
   * @param replaced share of the tissue that the lesion replaces by one intensity
   * @param level that intensity
   */
  private record Look(
      double core,
      double rim,
      double rimWidth,
      double grain,
      double softness,
      double replaced,
      double level) {

    static Look random(RandomGenerator random, double around) {
      double grain = random.nextDouble(0.02, 0.09);
      double softness = random.nextDouble(1, 4);
      double replaced = random.nextDouble(0.2, 0.9);
      double style = random.nextDouble();
      if (style < 0.4) {
        // Takes up contrast as a whole.
        double core = random.nextDouble(0.12, 0.5);
        return new Look(
            core, core * random.nextDouble(0.8, 1.2), 0.2, grain, softness, replaced, around);
      }
      if (style < 0.75) {
        double core = random.nextDouble(-0.3, 0.1);
        double rim = random.nextDouble(0.15, 0.5);
        return new Look(
            core, rim, random.nextDouble(0.15, 0.45), grain, softness, replaced, around);
      }
      if (style < 0.9) {
        double core = random.nextDouble(-0.35, -0.12);
        return new Look(core, core, 0.2, grain, softness, replaced, around);
      }
      double core = random.nextDouble(-0.12, 0.15);
      return new Look(core, core + 0.1, 0.3, 2 * grain, softness, replaced, around);
    }

    double at(
        double tissue,
        double distance,
        double oedema,
        double oedemaReach,
        double texture,
        double radius) {
      double edge = softness / Math.max(2, radius);
      double inside = 1 / (1 + Math.exp((distance - 1) / (edge / 2)));
      double atRim = Math.exp(-Math.pow((distance - 1 + rimWidth / 2) / rimWidth, 2));
      double lesion =
          level * replaced
              + tissue * (1 - replaced)
              + core * (1 - atRim)
              + rim * atRim
              + grain * texture;
      double halo = Math.max(0, 1 - Math.max(0, distance - 1) / (oedemaReach - 1));
      double outside = tissue + oedema * halo * tissue;
      return inside * lesion + (1 - inside) * outside;
    }
  }
}
