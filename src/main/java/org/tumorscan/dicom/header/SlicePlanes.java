package org.tumorscan.dicom.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.SlicePlane;

/**
 * Reads the plane of every frame from Image Position and Image Orientation (Patient).
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.2">PS3.3
 *     C.7.6.2, C.7.6.16.2.3 and C.7.6.16.2.4</a>
 */
final class SlicePlanes {
  private static final double SHORTEST_NORMAL = 0.9;

  private SlicePlanes() {}

  /** One for each frame; empty where the planes of some are not stated, or make no sense. */
  static List<SlicePlane> of(DataSet dataSet, int frameCount) {
    try {
      FunctionalGroups groups = FunctionalGroups.of(dataSet);
      List<DataSet> positions = groups.sources(DicomTag.PLANE_POSITION_SEQUENCE, frameCount);
      List<DataSet> directions = groups.sources(DicomTag.PLANE_ORIENTATION_SEQUENCE, frameCount);
      // One position for many frames is a stack of times or echoes.
      if (positions.size() != frameCount) {
        return List.of();
      }
      List<SlicePlane> planes = new ArrayList<>();
      for (int i = 0; i < frameCount; i++) {
        Optional<SlicePlane> plane =
            plane(positions.get(i), directions.get(directions.size() == 1 ? 0 : i));
        if (plane.isEmpty()) {
          return List.of();
        }
        planes.add(plane.get());
      }
      return planes;
    } catch (DicomException e) {
      // Where a slice lies is a help, not a condition; what is broken is told by its other readers.
      return List.of();
    }
  }

  private static Optional<SlicePlane> plane(DataSet position, DataSet directions)
      throws DicomException {
    Optional<double[]> at = numbers(position, DicomTag.IMAGE_POSITION_PATIENT, 3);
    Optional<double[]> along = numbers(directions, DicomTag.IMAGE_ORIENTATION_PATIENT, 6);
    if (at.isEmpty() || along.isEmpty()) {
      return Optional.empty();
    }
    double[] p = at.get();
    double[] d = along.get();
    double x = d[1] * d[5] - d[2] * d[4];
    double y = d[2] * d[3] - d[0] * d[5];
    double z = d[0] * d[4] - d[1] * d[3];
    double length = Math.sqrt(x * x + y * y + z * z);
    double positionMm = (p[0] * x + p[1] * y + p[2] * z) / length;
    return length > SHORTEST_NORMAL && Double.isFinite(positionMm)
        ? Optional.of(new SlicePlane(x / length, y / length, z / length, positionMm))
        : Optional.empty();
  }

  private static Optional<double[]> numbers(DataSet source, DicomTag tag, int count)
      throws DicomException {
    List<String> values = source.strings(tag);
    if (values.size() != count) {
      return Optional.empty();
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      OptionalDouble number = Values.parseDecimal(values.get(i));
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers[i] = number.getAsDouble();
    }
    return Optional.of(numbers);
  }
}
