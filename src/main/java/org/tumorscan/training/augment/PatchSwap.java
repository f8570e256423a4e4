package org.tumorscan.training.augment;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Puts tissue from elsewhere in the slice in a place: over a tumor, so that the same slice is one
 * without; or anywhere else in any slice, so that the seams by themselves say nothing.
 *
 * <p>The donor is the same place on the other side of the head, or a neighbouring place: that whose
 * surroundings are most like those of the place.
 */
final class PatchSwap {
  private static final double GROWTH = 1.6;
  private static final double FEATHER = 0.3;
  private static final double LARGEST = 0.5;
  private static final double RING = 1.5;
  private static final double WORST_FIT = 0.14;

  /** Steps to a neighbouring place, in widths and heights of the box. */
  private static final double[][] STEPS = {{-1.1, 0}, {1.1, 0}, {0, -1.1}, {0, 1.1}};

  private final float[] source;
  private final int size;

  private PatchSwap(Slice slice) {
    this.source = slice.values();
    this.size = slice.size();
  }

  /** The slice without its tumors; empty where nothing fits in their place. */
  static Optional<Slice> erase(Slice slice) {
    if (slice.boxes().isEmpty()) {
      return Optional.empty();
    }
    PatchSwap swap = new PatchSwap(slice);
    float[] values = slice.values().clone();
    for (TumorBox box : slice.boxes()) {
      TumorBox grown =
          new TumorBox(box.centerX(), box.centerY(), GROWTH * box.width(), GROWTH * box.height());
      Optional<Donor> donor = swap.bestDonor(grown, slice.boxes());
      if (donor.isEmpty()) {
        return Optional.empty();
      }
      swap.paste(donor.get(), values, grown);
    }
    return Optional.of(new Slice(values, slice.size(), false, List.of()));
  }

  /** A swapped patch where there is no tumor, neither here nor at the donor; the label stays. */
  static Slice elsewhere(Slice slice, RandomGenerator random) {
    TumorBox place =
        new TumorBox(
            random.nextDouble(0.2, 0.8),
            random.nextDouble(0.2, 0.8),
            random.nextDouble(0.08, 0.3),
            random.nextDouble(0.08, 0.3));
    if (slice.boxes().stream().anyMatch(box -> place.touches(box, 0.02))) {
      return slice;
    }
    PatchSwap swap = new PatchSwap(slice);
    float[] values = slice.values().clone();
    swap.bestDonor(place, slice.boxes()).ifPresent(donor -> swap.paste(donor, values, place));
    return slice.with(values);
  }

  /** Where a patch comes from, and what is added to its intensities. */
  private record Donor(boolean mirrored, double shiftX, double shiftY, double offset, double fit) {

    TumorBox of(TumorBox place) {
      double x = mirrored ? 1 - place.centerX() : place.centerX() + shiftX;
      return new TumorBox(x, place.centerY() + shiftY, place.width(), place.height());
    }

    float at(float[] source, int size, int x, int y) {
      double fromX = mirrored ? size - 1 - x : x + shiftX * size;
      return Slice.sample(source, size, fromX, y + shiftY * size);
    }
  }

  private Optional<Donor> bestDonor(TumorBox place, List<TumorBox> tumors) {
    if (place.width() > LARGEST || place.height() > LARGEST) {
      return Optional.empty();
    }
    Optional<Donor> best = judged(true, 0, 0, place, tumors);
    for (double[] step : STEPS) {
      Optional<Donor> donor =
          judged(false, step[0] * place.width(), step[1] * place.height(), place, tumors);
      if (donor.isPresent() && (best.isEmpty() || donor.get().fit() < best.get().fit())) {
        best = donor;
      }
    }
    return best;
  }

  private Optional<Donor> judged(
      boolean mirrored, double shiftX, double shiftY, TumorBox place, List<TumorBox> tumors) {
    double x = mirrored ? 1 - place.centerX() : place.centerX() + shiftX;
    double y = place.centerY() + shiftY;
    if (x < 0 || x > 1 || y < 0 || y > 1) {
      return Optional.empty();
    }
    Donor plain = new Donor(mirrored, shiftX, shiftY, 0, 0);
    TumorBox there = plain.of(place);
    if (there.touches(place, 0) || tumors.stream().anyMatch(box -> there.touches(box, 0))) {
      return Optional.empty();
    }
    double offset = ringMean(plain, place, false);
    double fit = ringMean(new Donor(mirrored, shiftX, shiftY, offset, 0), place, true);
    return fit > WORST_FIT
        ? Optional.empty()
        : Optional.of(new Donor(mirrored, shiftX, shiftY, offset, fit));
  }

  /** The mean difference between place and donor around them, with or without its sign. */
  private double ringMean(Donor donor, TumorBox place, boolean absolute) {
    int[] bounds = bounds(place, RING);
    double sum = 0;
    int count = 0;
    for (int y = bounds[1]; y < bounds[3]; y++) {
      for (int x = bounds[0]; x < bounds[2]; x++) {
        double radius = place.ellipseRadius((x + 0.5) / size, (y + 0.5) / size);
        if (radius > 1 && radius < RING) {
          double difference = source[y * size + x] - donor.at(source, size, x, y) - donor.offset();
          sum += absolute ? Math.abs(difference) : difference;
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private void paste(Donor donor, float[] target, TumorBox place) {
    int[] bounds = bounds(place, 1);
    for (int y = bounds[1]; y < bounds[3]; y++) {
      for (int x = bounds[0]; x < bounds[2]; x++) {
        double radius = place.ellipseRadius((x + 0.5) / size, (y + 0.5) / size);
        double share = Math.max(0, Math.min(1, (1 - radius) / FEATHER));
        double value = donor.at(source, size, x, y) + donor.offset();
        int at = y * size + x;
        target[at] = (float) Math.max(0, Math.min(1, target[at] + share * (value - target[at])));
      }
    }
  }

  /** Left, top, right and bottom in pixels. */
  private int[] bounds(TumorBox box, double growth) {
    double halfWidth = growth * box.width() / 2;
    double halfHeight = growth * box.height() / 2;
    return new int[] {
      Math.max(0, (int) ((box.centerX() - halfWidth) * size)),
      Math.max(0, (int) ((box.centerY() - halfHeight) * size)),
      Math.min(size, (int) Math.ceil((box.centerX() + halfWidth) * size)),
      Math.min(size, (int) Math.ceil((box.centerY() + halfHeight) * size))
    };
  }
}
