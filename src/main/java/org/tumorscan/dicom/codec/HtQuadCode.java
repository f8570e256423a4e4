package org.tumorscan.dicom.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The variable-length code that says which samples of a quad are significant.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.814">ITU-T T.814 annex C</a>
 */
final class HtQuadCode {
  static final int CODEWORD_BITS = 7;
  private static final String RESOURCE = "ht-quad-code.txt";

  /** For quads of the first row, and for the others. */
  private static final int[][] TABLES = read();

  private HtQuadCode() {}

  /**
   * The entry for a context and the next 7 bits, the first in the lowest place; 0 where there is no
   * such codeword.
   *
   * @param table 0 for the first row of quads, 1 for the others
   */
  static int entry(int table, int context, int bits) {
    return TABLES[table][context << CODEWORD_BITS | bits];
  }

  static int length(int entry) {
    return entry & 15;
  }

  /** Whether the quad's exponent goes beyond its prediction: 0 or 1. */
  static int carriesExponent(int entry) {
    return entry >> 4 & 1;
  }

  /** A bit for each sample: top left, bottom left, top right, bottom right. */
  static int significance(int entry) {
    return entry >> 8 & 15;
  }

  /** The samples whose top bit is known. */
  static int knownTop(int entry) {
    return entry >> 12 & 15;
  }

  /** The known top bits. */
  static int topBits(int entry) {
    return entry >> 16 & 15;
  }

  private static int[][] read() {
    int[][] tables = new int[2][8 << CODEWORD_BITS];
    try (InputStream in = HtQuadCode.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          add(tables, line.split(" ", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static void add(int[][] tables, String[] fields) {
    int[] table = tables[Integer.parseInt(fields[0])];
    int context = Integer.parseInt(fields[1]);
    int length = fields[2].length();
    int codeword = Integer.parseInt(new StringBuilder(fields[2]).reverse().toString(), 2);
    int entry =
        length
            | Integer.parseInt(fields[4]) << 4
            | Integer.parseInt(fields[3], 16) << 8
            | Integer.parseInt(fields[5], 16) << 12
            | Integer.parseInt(fields[6], 16) << 16;
    for (int rest = 0; rest < 1 << CODEWORD_BITS - length; rest++) {
      table[context << CODEWORD_BITS | rest << length | codeword] = entry;
    }
  }
}
