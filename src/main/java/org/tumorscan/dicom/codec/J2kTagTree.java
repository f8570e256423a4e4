package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * A tag tree: numbers of a grid, of which only as much is coded as was asked for.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 B.10.2</a>
 */
final class J2kTagTree {
  private final int[] widths;
  private final int[] offsets;
  private final int[] lowest;
  private final boolean[] known;

  J2kTagTree(int width, int height) {
    int levels = 1;
    for (int size = Math.max(width, height); size > 1; size = (size + 1) / 2) {
      levels++;
    }
    widths = new int[levels];
    offsets = new int[levels];
    int nodes = 0;
    int across = width;
    int down = height;
    for (int level = 0; level < levels; level++) {
      widths[level] = across;
      offsets[level] = nodes;
      nodes += across * down;
      across = (across + 1) / 2;
      down = (down + 1) / 2;
    }
    lowest = new int[nodes];
    known = new boolean[nodes];
  }

  /** Reads on until it is known whether the number at (x, y) is less than the threshold. */
  boolean isLess(J2kPacketBits bits, int x, int y, int threshold) throws DicomException {
    int low = 0;
    int node = 0;
    for (int level = widths.length - 1; level >= 0; level--) {
      node = offsets[level] + (y >> level) * widths[level] + (x >> level);
      low = Math.max(low, lowest[node]);
      while (low < threshold && !known[node]) {
        if (bits.next() == 1) {
          known[node] = true;
        } else {
          low++;
        }
      }
      lowest[node] = low;
    }
    return known[node] && low < threshold;
  }
}
