package org.tumorscan.report;

import java.io.IOException;
import org.tumorscan.inference.Heatmap;

/**
 * The pictures of one slice of the page, as they wait in the spool.
 *
 * @param anchor the slice's address in the page
 * @param picture what the network saw, base 64 JPEG
 * @param contributions cells of the class activation map, row-major; empty where there is none
 * @param rows cells from top to bottom
 * @param columns cells from left to right
 */
@SuppressWarnings("ArrayRecordComponent")
record SlicePixels(String anchor, String picture, float[] contributions, int rows, int columns) {

  static SlicePixels of(Outcome.Classified slice) throws IOException {
    Outcome.Subject subject = slice.subject();
    Heatmap heatmap = slice.prediction().heatmap().orElse(new Heatmap(new float[0], 0, 0));
    return new SlicePixels(
        Place.anchor(subject.path(), subject.frameNumber().orElse(1)),
        InlineImage.jpeg(slice.view()),
        heatmap.contributions(),
        heatmap.rows(),
        heatmap.columns());
  }

  /** The largest contribution; 0 where none is positive. */
  double highestContribution() {
    double highest = 0;
    for (float contribution : contributions) {
      highest = contribution > highest ? contribution : highest;
    }
    return highest;
  }

  /** The map as base 64 PNG; empty text for none. */
  String heat(HeatColours colours) throws IOException {
    return contributions.length == 0 ? "" : colours.png(contributions, rows, columns);
  }
}
