package org.tumorscan.dicom.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tumorscan.dicom.DicomException;

/**
 * Bits of entropy-coded JPEG data, most significant first, without the stuffed zeros.
 *
 * <p>Behind the data, that is from the next marker or the end of the frame on, zeros come without
 * end; {@link #check} tells whether any were used.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 F.1.2.3, F.2.2.5</a>
 */
final class JpegBitReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final EncodedFrame frame;
  private final byte[] bytes;
  private int position;
  private long window;
  private int available;
  private int invented;

  JpegBitReader(EncodedFrame frame, byte[] bytes, int position) {
    this.frame = frame;
    this.bytes = bytes;
    this.position = position;
  }

  private int peek16() {
    if (available < Short.SIZE) {
      fill();
    }
    return (int) (window >>> available - Short.SIZE) & 0xFFFF;
  }

  /** Takes 0 to 16 bits. */
  int take(int count) {
    int bits = peek16() >>> Short.SIZE - count;
    available -= count;
    return bits;
  }

  /**
   * Takes a Huffman code and gives its value.
   *
   * @throws DicomException {@code CORRUPT_FRAME} where no code of the table comes
   */
  int symbol(HuffmanTable table) throws DicomException {
    // For the bits that follow a code too.
    if (available < Integer.SIZE) {
      fill();
    }
    int code = table.look((int) (window >>> available - Short.SIZE) & 0xFFFF);
    if (code == 0) {
      throw frame.corrupt(position, "JPEG data that is no Huffman code");
    }
    available -= code & 0xFF;
    return code >> Byte.SIZE;
  }

  /**
   * Takes a number of a category, which is its count of bits: F.1.2.1.
   *
   * @param category 0 to 15
   */
  int signed(int category) {
    return JpegDifferences.signed(take(category), category);
  }

  /**
   * Takes differences of the lossless process, one a sample.
   *
   * @param line is filled, each from -32767 to 32768
   * @throws DicomException {@code CORRUPT_FRAME} where one does not come
   */
  void differences(JpegDifferences differences, int[] line) throws DicomException {
    // Fields would be written and read again at every sample.
    long bits = window;
    int left = available;
    for (int sample = 0; sample < line.length; sample++) {
      if (left < Integer.SIZE) {
        available = left;
        fill();
        bits = window;
        left = available;
      }
      int entry = differences.look(bits >>> left - JpegDifferences.LENGTH);
      if (entry == 0) {
        available = left;
        line[sample] = longDifference(differences);
        bits = window;
        left = available;
      } else {
        left -= entry & 0xFF;
        line[sample] = entry >> Byte.SIZE;
      }
    }
    available = left;
  }

  /** As {@link #differences}, one. */
  int difference(JpegDifferences differences) throws DicomException {
    if (available < Integer.SIZE) {
      fill();
    }
    int entry = differences.look(window >>> available - JpegDifferences.LENGTH);
    if (entry != 0) {
      available -= entry & 0xFF;
      return entry >> Byte.SIZE;
    }
    return longDifference(differences);
  }

  private int longDifference(JpegDifferences differences) throws DicomException {
    int category = symbol(differences.categories());
    return category == JpegDifferences.HALF ? 1 << JpegDifferences.HALF - 1 : signed(category);
  }

  private void fill() {
    if (position <= bytes.length - Long.BYTES) {
      long next = (long) LONGS.get(bytes, position);
      if (hasNoFf(next)) {
        int count = Long.BYTES - 1 - (available >> 3);
        window = window << Byte.SIZE * count | next >>> Long.SIZE - Byte.SIZE * count;
        position += count;
        available += Byte.SIZE * count;
        return;
      }
    }
    fillByBytes();
  }

  // A byte is FF where its complement is zero, and only there a borrow sets its highest bit.
  private static boolean hasNoFf(long eight) {
    return (~eight - 0x0101010101010101L & eight & 0x8080808080808080L) == 0;
  }

  private void fillByBytes() {
    while (available <= Long.SIZE - 2 * Byte.SIZE) {
      int next = 0;
      if (atMarker()) {
        invented += Byte.SIZE;
      } else {
        next = bytes[position] & 0xFF;
        position += next == 0xFF ? 2 : 1;
      }
      window = window << Byte.SIZE | next;
      available += Byte.SIZE;
    }
  }

  // A last FF without its second byte belongs to a marker that was cut off.
  private boolean atMarker() {
    return position >= bytes.length
        || (bytes[position] & 0xFF) == 0xFF
            && (position + 1 >= bytes.length || bytes[position + 1] != 0);
  }

  /**
   * Checks that no more bits were taken than there are.
   *
   * @throws DicomException {@code CORRUPT_FRAME}
   */
  void check() throws DicomException {
    if (available < invented) {
      throw frame.corrupt(position, "the JPEG data ends before the image does");
    }
  }

  /**
   * Steps over a restart marker and begins anew behind it.
   *
   * @param number which of the eight is due
   * @throws DicomException {@code CORRUPT_FRAME} where another marker or none stands there
   */
  void restart(int number) throws DicomException {
    check();
    position = nextMarker();
    while (position + 1 < bytes.length && (bytes[position + 1] & 0xFF) == 0xFF) {
      position++;
    }
    if (position + 1 >= bytes.length
        || (bytes[position + 1] & 0xFF) != JpegSegments.RESTART_FIRST + number) {
      throw frame.corrupt(position, "no JPEG restart marker " + number);
    }
    position += 2;
    window = 0;
    available = 0;
    invented = 0;
  }

  /** Position of the marker that ends the data, or the end of the frame. */
  int nextMarker() {
    while (!atMarker()) {
      position += (bytes[position] & 0xFF) == 0xFF ? 2 : 1;
    }
    return position;
  }
}
