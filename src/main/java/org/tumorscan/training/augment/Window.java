package org.tumorscan.training.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A part of a slice in place of the whole. One that leaves the tumors out is a slice without: of
 * the same head, with the skull base, face or vertex that slices chosen to show a tumor lack
 * otherwise. One that holds them whole keeps the label, so that being a part says nothing by
 * itself.
 */
final class Window {
  private static final double LEAST_SIDE = 0.4;
  private static final double LARGEST_SIDE = 0.95;
  private static final double LEAST_TISSUE = 0.5;
  private static final double TISSUE = 0.08;
  private static final double MARGIN = 0.02;
  private static final int TRIES = 12;
  private static final int STRIDE = 4;

  private final double left;
  private final double top;
  private final double width;
  private final double height;

  private Window(RandomGenerator random) {
    width = random.nextDouble(LEAST_SIDE, LARGEST_SIDE);
    height = random.nextDouble(LEAST_SIDE, LARGEST_SIDE);
    left = random.nextDouble(1 - width);
    top = random.nextDouble(1 - height);
  }

  /** A random part; empty where none fits, or where the tumor may lie anywhere. */
  static Optional<Slice> random(Slice slice, RandomGenerator random) {
    if (slice.tumor() && slice.boxes().isEmpty()) {
      return Optional.empty();
    }
    boolean withTumor = slice.tumor() && random.nextBoolean();
    for (int i = 0; i < TRIES; i++) {
      Window window = new Window(random);
      List<TumorBox> held = window.held(slice.boxes());
      boolean parts = slice.boxes().stream().anyMatch(window::cuts);
      if (!parts && held.isEmpty() != withTumor && window.tissue(slice) > LEAST_TISSUE) {
        return Optional.of(window.of(slice, held));
      }
    }
    return Optional.empty();
  }

  private List<TumorBox> held(List<TumorBox> boxes) {
    return boxes.stream().filter(this::holds).toList();
  }

  private boolean holds(TumorBox box) {
    double halfWidth = box.width() / 2;
    double halfHeight = box.height() / 2;
    return box.centerX() - halfWidth >= left
        && box.centerX() + halfWidth <= left + width
        && box.centerY() - halfHeight >= top
        && box.centerY() + halfHeight <= top + height;
  }

  private boolean cuts(TumorBox box) {
    TumorBox self = new TumorBox(left + width / 2, top + height / 2, width, height);
    return !holds(box) && self.touches(box, MARGIN);
  }

  /** The share of the window that is not air. */
  private double tissue(Slice slice) {
    int size = slice.size();
    int tissue = 0;
    int all = 0;
    for (int y = (int) (top * size); y < (top + height) * size - 1; y += STRIDE) {
      for (int x = (int) (left * size); x < (left + width) * size - 1; x += STRIDE) {
        tissue += slice.values()[y * size + x] > TISSUE ? 1 : 0;
        all++;
      }
    }
    return (double) tissue / all;
  }

  /** The window in the middle of a square, the rest of which is air. */
  private Slice of(Slice slice, List<TumorBox> held) {
    int size = slice.size();
    double side = Math.max(width, height);
    double fromLeft = left + width / 2 - side / 2;
    double fromTop = top + height / 2 - side / 2;
    float[] values = new float[size * size];
    for (int row = 0; row < size; row++) {
      double y = fromTop + (row + 0.5) / size * side;
      for (int column = 0; column < size; column++) {
        double x = fromLeft + (column + 0.5) / size * side;
        if (x >= left && x <= left + width && y >= top && y <= top + height) {
          values[row * size + column] =
              Slice.sample(slice.values(), size, x * size - 0.5, y * size - 0.5);
        }
      }
    }
    List<TumorBox> boxes = new ArrayList<>();
    for (TumorBox box : held) {
      boxes.add(
          new TumorBox(
              (box.centerX() - fromLeft) / side,
              (box.centerY() - fromTop) / side,
              box.width() / side,
              box.height() / side));
    }
    return new Slice(values, size, !boxes.isEmpty(), boxes);
  }
}
