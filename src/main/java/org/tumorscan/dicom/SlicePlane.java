package org.tumorscan.dicom;

import java.util.OptionalDouble;

/**
 * The plane that an image lies in, in the patient's coordinates.
 *
 * @param x first component of the unit normal, which is the row's direction times the column's
 * @param y second component
 * @param z third component
 * @param positionMm distance of the plane from the origin along the normal, in millimetres
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.2.1.1">PS3.3
 *     C.7.6.2.1.1</a>
 */
public record SlicePlane(double x, double y, double z, double positionMm) {
  // Headers state directions with some six digits; a series is turned by nothing or by much.
  private static final double PARALLEL = Math.cos(Math.toRadians(1));

  /** Distance from another plane in millimetres, at least 0; empty where they are not parallel. */
  public OptionalDouble distanceMm(SlicePlane other) {
    double cosine = x * other.x + y * other.y + z * other.z;
    return cosine >= PARALLEL
        ? OptionalDouble.of(Math.abs(positionMm - other.positionMm))
        : OptionalDouble.empty();
  }
}
