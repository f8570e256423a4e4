package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * Decodes one tile into the image.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 E to G</a>
 */
final class J2kTile {
  private static final int TRANSFORMED = 3;

  private final J2kSize size;
  private final J2kParameters parameters;
  private final J2kBytes packets;
  private final J2kBlocks blocks;
  private final int[] edges;
  private final List<J2kTileComponent> components = new ArrayList<>();

  J2kTile(J2kSize size, int number, J2kParameters parameters, J2kBytes packets, J2kBlocks blocks) {
    this.size = size;
    this.parameters = parameters;
    this.packets = packets;
    this.blocks = blocks;
    this.edges = size.tileEdges(number);
  }

  /**
   * Decodes the tile.
   *
   * @param values [rows, columns, components] of the image; the tile's part is written
   */
  void decode(int[] values) throws DicomException {
    int count = size.components().size();
    for (int i = 0; i < count; i++) {
      J2kTileComponent component =
          J2kTileComponent.of(edges, i, size.components().get(i), parameters, packets);
      if (component.sampleCount() == 0) {
        throw packets.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            "a JPEG 2000 tile without a sample of component " + (i + 1));
      }
      components.add(component);
    }
    if (parameters.componentTransform()) {
      checkComponentTransform();
    }
    new J2kPackets(parameters, components, packets).read();
    int transformed = parameters.componentTransform() ? TRANSFORMED : 0;
    if (transformed > 0) {
      if (components.get(0).coding().reversible()) {
        int[][][] samples = new int[TRANSFORMED][][];
        for (int i = 0; i < TRANSFORMED; i++) {
          samples[i] = reversible(components.get(i));
        }
        undoReversibleTransform(samples);
        for (int i = 0; i < TRANSFORMED; i++) {
          store(samples[i], i, values);
        }
      } else {
        float[][][] samples = new float[TRANSFORMED][][];
        for (int i = 0; i < TRANSFORMED; i++) {
          samples[i] = irreversible(components.get(i));
        }
        undoIrreversibleTransform(samples);
        for (int i = 0; i < TRANSFORMED; i++) {
          store(samples[i], i, values);
        }
      }
    }
    for (int i = transformed; i < count; i++) {
      if (components.get(i).coding().reversible()) {
        store(reversible(components.get(i)), i, values);
      } else {
        store(irreversible(components.get(i)), i, values);
      }
    }
  }

  private void checkComponentTransform() throws DicomException {
    if (components.size() < TRANSFORMED) {
      throw packets.corrupt("a JPEG 2000 component transform of " + components.size());
    }
    boolean reversible = components.get(0).coding().reversible();
    for (J2kTileComponent component : components.subList(1, TRANSFORMED)) {
      if (!component.grid().equals(components.get(0).grid())) {
        throw packets.corrupt("a JPEG 2000 component transform over components of unequal size");
      }
      if (component.coding().reversible() != reversible) {
        throw packets.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            "a JPEG 2000 component transform over different wavelets");
      }
    }
  }

  private int[][] reversible(J2kTileComponent component) throws DicomException {
    int width = component.x1() - component.x0();
    int[][] rows = new int[component.y1() - component.y0()][width];
    J2kReversibleWavelet wavelet = new J2kReversibleWavelet(width);
    for (int i = 0; i <= component.coding().levels(); i++) {
      // One by one: synthesis exchanges rows, and with them what lies beside its picture.
      blocks.decode(component, i, packets, rows);
      if (i > 0 && component.hasSamples(i)) {
        wavelet.synthesize(
            rows,
            component.resolutionX0(i),
            component.resolutionY0(i),
            component.resolutionX1(i),
            component.resolutionY1(i));
      }
    }
    return rows;
  }

  private float[][] irreversible(J2kTileComponent component) throws DicomException {
    int width = component.x1() - component.x0();
    float[][] rows = new float[component.y1() - component.y0()][width];
    J2kIrreversibleWavelet wavelet = new J2kIrreversibleWavelet(width);
    for (int i = 0; i <= component.coding().levels(); i++) {
      // One by one: synthesis exchanges rows, and with them what lies beside its picture.
      blocks.decode(component, i, packets, rows);
      if (i > 0 && component.hasSamples(i)) {
        wavelet.synthesize(
            rows,
            component.resolutionX0(i),
            component.resolutionY0(i),
            component.resolutionX1(i),
            component.resolutionY1(i));
      }
    }
    return rows;
  }

  /** T.800 G.2. */
  private static void undoReversibleTransform(int[][][] samples) {
    for (int y = 0; y < samples[0].length; y++) {
      int[] first = samples[0][y];
      int[] second = samples[1][y];
      int[] third = samples[2][y];
      for (int x = 0; x < first.length; x++) {
        int green = first[x] - (second[x] + third[x] >> 2);
        int red = third[x] + green;
        int blue = second[x] + green;
        first[x] = red;
        second[x] = green;
        third[x] = blue;
      }
    }
  }

  /** T.800 G.3. */
  private static void undoIrreversibleTransform(float[][][] samples) {
    for (int y = 0; y < samples[0].length; y++) {
      float[] first = samples[0][y];
      float[] second = samples[1][y];
      float[] third = samples[2][y];
      for (int x = 0; x < first.length; x++) {
        float red = first[x] + 1.402f * third[x];
        float green = first[x] - 0.344136f * second[x] - 0.714136f * third[x];
        float blue = first[x] + 1.772f * second[x];
        first[x] = red;
        second[x] = green;
        third[x] = blue;
      }
    }
  }

  private void store(int[][] rows, int component, int[] values) {
    for (int y = edges[1]; y < edges[3]; y++) {
      storeRow(rows[sampleRow(y, component)], y, component, values);
    }
  }

  private void store(float[][] rows, int component, int[] values) {
    int[] rounded = new int[rows[0].length];
    for (int y = edges[1]; y < edges[3]; y++) {
      float[] row = rows[sampleRow(y, component)];
      for (int x = 0; x < row.length; x++) {
        rounded[x] = (int) Math.rint((double) row[x]);
      }
      storeRow(rounded, y, component, values);
    }
  }

  // Before the tile's first sample of a subsampled component may lie a pixel of its own.
  private int sampleRow(int y, int component) {
    J2kTileComponent from = components.get(component);
    return Math.max(0, y / from.grid().stepY() - from.y0());
  }

  private void storeRow(int[] row, int y, int component, int[] values) {
    J2kSize.Component kind = size.components().get(component);
    int shift = kind.signed() ? 0 : 1 << kind.precision() - 1;
    int least = kind.signed() ? -1 << kind.precision() - 1 : 0;
    int largest = least + (1 << kind.precision()) - 1;
    int count = size.components().size();
    int left = components.get(component).x0();
    int columns = size.x1() - size.x0();
    int at = ((y - size.y0()) * columns + edges[0] - size.x0()) * count + component;
    for (int x = edges[0]; x < edges[2]; x++, at += count) {
      int sample = kind.stepX() == 1 ? x - left : Math.max(0, x / kind.stepX() - left);
      values[at] = Math.max(least, Math.min(largest, row[sample] + shift));
    }
  }
}
