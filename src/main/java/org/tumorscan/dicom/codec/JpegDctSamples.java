package org.tumorscan.dicom.codec;

import java.util.List;
import org.tumorscan.dicom.codec.JpegFrameHeader.Component;

/**
 * Turns the coefficients of an image into its samples. A component with fewer samples than the
 * image has pixels gives each to all the pixels that it stands for.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 A.1.1, A.3, F.2.1.5</a>
 */
record JpegDctSamples(JpegFrameHeader header, List<JpegCoefficients> components) {

  /** [rows, columns, samples], 0 to 2<sup>precision</sup> - 1. */
  int[] values() {
    int[] values = new int[header.rows() * header.columns() * components.size()];
    for (int sample = 0; sample < components.size(); sample++) {
      transform(sample, values);
    }
    return values;
  }

  private void transform(int sample, int[] values) {
    JpegCoefficients of = components.get(sample);
    Component component = header.components().get(sample);
    InverseDct transform = new InverseDct(header.precision(), inRowOrder(of.quantisation()));
    int[] columns = nearest(header.columns(), component.horizontal(), header.maxHorizontal());
    int[] rows = nearest(header.rows(), component.vertical(), header.maxVertical());
    int width = of.blocksWide * JpegCoefficients.BLOCK_SIZE;
    int[] lines = new int[width * JpegCoefficients.BLOCK_SIZE];
    int row = 0;
    for (int blockRow = 0; blockRow < of.blocksHigh; blockRow++) {
      for (int column = 0; column < of.blocksWide; column++) {
        int block = (blockRow * of.stride + column) * JpegCoefficients.BLOCK;
        transform.transform(of.values, block, lines, column * JpegCoefficients.BLOCK_SIZE, width);
      }
      int top = blockRow * JpegCoefficients.BLOCK_SIZE;
      while (row < rows.length && rows[row] < top + JpegCoefficients.BLOCK_SIZE) {
        int line = (rows[row] - top) * width;
        int out = row * columns.length * components.size() + sample;
        for (int column : columns) {
          values[out] = lines[line + column];
          out += components.size();
        }
        row++;
      }
    }
  }

  private static int[] inRowOrder(int[] zigzag) {
    int[] table = new int[JpegCoefficients.BLOCK];
    for (int k = 0; k < table.length; k++) {
      table[JpegDctScan.ZIGZAG[k]] = zigzag[k];
    }
    return table;
  }

  /** For each place along a side of the image, that of the component's sample. */
  private static int[] nearest(int length, int factor, int maxFactor) {
    int[] places = new int[length];
    for (int i = 0; i < length; i++) {
      places[i] = i * factor / maxFactor;
    }
    return places;
  }
}
