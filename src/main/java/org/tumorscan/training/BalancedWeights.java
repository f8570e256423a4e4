package org.tumorscan.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights that give both classes the same say, and within a class every source a say that grows
 * with the square root of its pictures: large collections do not drown small ones, and a collection
 * of two pictures does not rule.
 */
final class BalancedWeights {
  private BalancedWeights() {}

  /**
   * One weight a picture.
   *
   * @param pictures with both classes among them
   * @return [n], summing to 1
   */
  static double[] of(List<LabelledPicture> pictures) {
    Map<Cell, Integer> counts = new HashMap<>();
    for (LabelledPicture picture : pictures) {
      counts.merge(Cell.of(picture), 1, Integer::sum);
    }
    Map<Boolean, Double> roots = new HashMap<>();
    counts.forEach((cell, count) -> roots.merge(cell.tumor(), Math.sqrt(count), Double::sum));
    double classShare = 1.0 / roots.size();
    return pictures.stream()
        .mapToDouble(
            picture -> {
              double count = counts.getOrDefault(Cell.of(picture), 1);
              double rootSum = roots.getOrDefault(picture.tumor(), 1.0);
              return classShare * Math.sqrt(count) / rootSum / count;
            })
        .toArray();
  }

  private record Cell(boolean tumor, String source) {
    static Cell of(LabelledPicture picture) {
      return new Cell(picture.tumor(), picture.source());
    }
  }
}
