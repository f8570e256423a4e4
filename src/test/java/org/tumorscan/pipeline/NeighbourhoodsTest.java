package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.pipeline.CaseReader.Place;
import org.tumorscan.training.HeadReport.Judged;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;

class NeighbourhoodsTest {
  private static final SeriesRule OVER_8_MM = SeriesRule.UNCALIBRATED.withSmoothingMm(8);

  private final Neighbourhoods neighbourhoods = new Neighbourhoods();

  private void add(int index, String series, double mm) {
    neighbourhoods.add(index, new Place(series, new SlicePlane(0, 0, 1, mm)));
  }

  @Test
  void logitsAreAveragedByNearnessWithinASeries() {
    add(0, "1", 0);
    add(1, "2", 0);
    add(2, "1", 8);
    add(3, "1", 30);
    double weight = Math.exp(-0.5);
    double[] smoothed = neighbourhoods.smoothed(new double[] {2, 5, -1, 4, 7}, OVER_8_MM);
    double[] expected = {
      (2 - weight) / (1 + weight), 5, (-1 + 2 * weight) / (1 + weight), 4, 7,
    };
    assertArrayEquals(expected, smoothed, 1e-12);
  }

  @Test
  void withoutSmoothingTheyStayAsTheyAre() {
    add(0, "1", 0);
    add(1, "1", 0);
    double[] logits = {2, -1};
    assertArrayEquals(logits, neighbourhoods.smoothed(logits, SeriesRule.UNCALIBRATED));
  }

  @Test
  void headersSayWhereSlicesLie() {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (String name : List.of("slice-01", "slice-02", "slice-12")) {
      Path file = Path.of("sample-scans/brain-with-lesion", name + ".dcm");
      pictures.add(new LabelledPicture(file, true, "g", "s", Split.VALIDATION));
    }
    pictures.add(
        new LabelledPicture(Path.of("sample-scans/gone.dcm"), true, "g", "s", Split.VALIDATION));
    double[] logits = {2, -1, 4, 7};
    Judged judged =
        Neighbourhoods.judged(pictures, logits, 8, new Part10Reader(ReadLimits.DEFAULT));
    assertArrayEquals(logits, judged.alone());
    assertTrue(judged.logits()[0] < 2 && judged.logits()[1] > -1, "neighbours");
    assertEquals(4, judged.logits()[2], "the other end of the head");
    assertEquals(7, judged.logits()[3], "not to be read");
  }

  @Test
  void everyPairMeetsBothWays() {
    add(0, "1", 0);
    add(1, "1", 5);
    add(2, "1", 10);
    int[] met = new int[3];
    neighbourhoods.meet(OVER_8_MM, (slice, neighbour, weight) -> met[slice] += neighbour);
    assertEquals(1 + 2, met[0]);
    assertEquals(0 + 2, met[1]);
    assertEquals(0 + 1, met[2]);
  }
}
