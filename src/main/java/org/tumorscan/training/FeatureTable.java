package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.training.LabelledPicture.Split;

/**
 * Pictures with their features.
 *
 * @param pictures [n]
 * @param features float32 [n][d]
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureTable(List<LabelledPicture> pictures, float[][] features) {

  /** Checks that there is one row a picture, and copies the list. */
  public FeatureTable {
    pictures = List.copyOf(pictures);
    if (pictures.size() != features.length || features.length == 0) {
      throw new IllegalArgumentException(
          pictures.size() + " pictures, " + features.length + " rows of features");
    }
  }

  /** The rows of one split. */
  public FeatureTable split(Split split) {
    List<LabelledPicture> chosen = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      if (pictures.get(i).split() == split) {
        chosen.add(pictures.get(i));
        rows.add(features[i]);
      }
    }
    return new FeatureTable(chosen, rows.toArray(float[][]::new));
  }

  /** Number of pictures. */
  public int size() {
    return features.length;
  }

  /** Values a picture. */
  public int featureCount() {
    return features[0].length;
  }

  /** The labels, [n]. */
  public boolean[] tumor() {
    boolean[] tumor = new boolean[size()];
    for (int i = 0; i < tumor.length; i++) {
      tumor[i] = pictures.get(i).tumor();
    }
    return tumor;
  }

  /** The groups, [n]. */
  public List<String> groups() {
    return pictures.stream().map(LabelledPicture::group).toList();
  }
}
