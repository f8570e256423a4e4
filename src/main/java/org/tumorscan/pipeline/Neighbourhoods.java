package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.pipeline.CaseReader.Place;
import org.tumorscan.training.HeadReport.Judged;
import org.tumorscan.training.LabelledPicture;

/**
 * Which of a table's pictures are slices of one series, and how much say they have in each other.
 */
final class Neighbourhoods {
  private final Map<String, List<Placed>> series = new HashMap<>();

  private record Placed(int index, SlicePlane plane) {}

  /** Hears of a slice and one of its neighbours; each pair comes both ways. */
  interface Meeting {
    /**
     * Two slices of a series.
     *
     * @param slice index of the one
     * @param neighbour index of the other
     * @param weight of the other beside the slice's own 1, in (0, 1]
     */
    void of(int slice, int neighbour, double weight);
  }

  /**
   * Adds a picture.
   *
   * @param index in the table
   */
  void add(int index, Place place) {
    series
        .computeIfAbsent(place.series(), unused -> new ArrayList<>())
        .add(new Placed(index, place.plane()));
  }

  /**
   * Pictures as the program will judge them: smoothed over their neighbours, as {@link
   * SliceNeighbours} does.
   *
   * @param logits of the pictures by themselves, in their order
   */
  static Judged judged(
      List<LabelledPicture> pictures, double[] logits, double smoothingMm, DicomReader reader) {
    SeriesRule rule = SeriesRule.UNCALIBRATED.withSmoothingMm(smoothingMm);
    return new Judged(pictures, of(pictures, reader).smoothed(logits, rule), logits);
  }

  /**
   * Of labelled pictures, by their headers; what is no DICOM has no neighbours.
   *
   * @param pictures that have been read before, so that one that cannot be read now is passed over
   */
  static Neighbourhoods of(List<LabelledPicture> pictures, DicomReader reader) {
    Neighbourhoods neighbourhoods = new Neighbourhoods();
    for (int i = 0; i < pictures.size(); i++) {
      int index = i;
      place(pictures.get(i), reader).ifPresent(place -> neighbourhoods.add(index, place));
    }
    return neighbourhoods;
  }

  private static Optional<Place> place(LabelledPicture picture, DicomReader reader) {
    try {
      return DatasetFile.open(picture.file(), reader)
          .dicom()
          .flatMap(instance -> Place.of(instance, picture.frameIndex()));
    } catch (IOException | DicomException e) {
      return Optional.empty();
    }
  }

  /** Logits in place of log-odds: calibration is a line, so that the mean may come before it. */
  double[] smoothed(double[] logits, SeriesRule rule) {
    double[] sums = logits.clone();
    double[] weights = new double[logits.length];
    Arrays.fill(weights, 1);
    meet(
        rule,
        (slice, neighbour, weight) -> {
          sums[slice] += weight * logits[neighbour];
          weights[slice] += weight;
        });
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= weights[i];
    }
    return sums;
  }

  /** All pairs of neighbours. */
  void meet(SeriesRule rule, Meeting meeting) {
    for (List<Placed> slices : series.values()) {
      for (Placed slice : slices) {
        for (Placed other : slices) {
          OptionalDouble distanceMm = slice.plane().distanceMm(other.plane());
          double weight = distanceMm.isPresent() ? rule.weight(distanceMm.getAsDouble()) : 0;
          if (other != slice && weight > 0) {
            meeting.of(slice.index(), other.index(), weight);
          }
        }
      }
    }
  }
}
