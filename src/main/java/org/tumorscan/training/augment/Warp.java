package org.tumorscan.training.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A rotation, zoom, shift and mirror image about the centre of the picture. */
final class Warp {
  private static final double MAX_ANGLE_DEGREES = 20;
  private static final double LEAST_ZOOM = 0.8;
  private static final double LARGEST_ZOOM = 1.2;
  private static final double MAX_SHIFT = 0.06;
  private static final double ANISOTROPY = 0.08;

  private final double cosine;
  private final double sine;
  private final double zoomX;
  private final double zoomY;
  private final double shiftX;
  private final double shiftY;

  private Warp(double angle, double zoomX, double zoomY, double shiftX, double shiftY) {
    this.cosine = Math.cos(angle);
    this.sine = Math.sin(angle);
    this.zoomX = zoomX;
    this.zoomY = zoomY;
    this.shiftX = shiftX;
    this.shiftY = shiftY;
  }

  /** A random one; left and right may change places, top and bottom may not. */
  static Warp random(RandomGenerator random) {
    double angle = Math.toRadians(random.nextDouble(-MAX_ANGLE_DEGREES, MAX_ANGLE_DEGREES));
    double zoom = random.nextDouble(LEAST_ZOOM, LARGEST_ZOOM);
    double stretch = random.nextDouble(1 - ANISOTROPY, 1 + ANISOTROPY);
    boolean mirrored = random.nextBoolean();
    return new Warp(
        angle,
        mirrored ? -zoom * stretch : zoom * stretch,
        zoom / stretch,
        random.nextDouble(-MAX_SHIFT, MAX_SHIFT),
        random.nextDouble(-MAX_SHIFT, MAX_SHIFT));
  }

  Slice apply(Slice slice) {
    int size = slice.size();
    float[] warped = new float[size * size];
    double middle = (size - 1) / 2.0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        // Backwards: where does this pixel come from?
        double dx = x - middle - shiftX * size;
        double dy = y - middle - shiftY * size;
        double fromX = (cosine * dx + sine * dy) / zoomX + middle;
        double fromY = (-sine * dx + cosine * dy) / zoomY + middle;
        warped[y * size + x] = Slice.sample(slice.values(), size, fromX, fromY);
      }
    }
    List<TumorBox> boxes = new ArrayList<>();
    for (TumorBox box : slice.boxes()) {
      apply(box).ifPresent(boxes::add);
    }
    return new Slice(warped, size, slice.tumor(), boxes);
  }

  // The box around the turned ellipse; one whose centre has left the picture is gone.
  private Optional<TumorBox> apply(TumorBox box) {
    double dx = (box.centerX() - 0.5) * zoomX;
    double dy = (box.centerY() - 0.5) * zoomY;
    double x = cosine * dx - sine * dy + shiftX + 0.5;
    double y = sine * dx + cosine * dy + shiftY + 0.5;
    double halfX = box.width() / 2 * zoomX;
    double halfY = box.height() / 2 * zoomY;
    double width = 2 * Math.hypot(cosine * halfX, sine * halfY);
    double height = 2 * Math.hypot(sine * halfX, cosine * halfY);
    return x < 0 || x > 1 || y < 0 || y > 1
        ? Optional.empty()
        : Optional.of(new TumorBox(x, y, width, height));
  }
}
