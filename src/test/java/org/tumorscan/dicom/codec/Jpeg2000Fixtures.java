package org.tumorscan.dicom.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;

/** The code streams that {@code scripts/make-codec-fixtures} makes, and the pictures in them. */
final class Jpeg2000Fixtures {
  private static final String FOLDER = "jpeg2000/";

  /**
   * A code stream.
   *
   * @param largest how far the encoder's own decoder is from the picture at most
   * @param rms the root mean square of its differences
   * @param across of so many columns the second and third components have one sample
   */
  record Fixture(String file, PixelFormat format, int largest, double rms, int across, int down) {
    byte[] bytes() {
      return read(file);
    }

    EncodedFrame frame() {
      return CodecFrames.frame(bytes());
    }

    boolean lossless() {
      return largest == 0;
    }

    int[] picture() {
      int[] values = new int[format.samplesPerFrame()];
      int count = format.samplesPerPixel();
      for (int i = 0; i < values.length; i++) {
        int component = i % count;
        int x = i / count % format.columns();
        int y = i / count / format.columns();
        int stepX = component == 0 ? 1 : across;
        int stepY = component == 0 ? 1 : down;
        values[i] = sample(x - x % stepX, y - y % stepY, component, format.bits());
      }
      return values;
    }

    @Override
    public String toString() {
      return file;
    }
  }

  private Jpeg2000Fixtures() {}

  static List<Fixture> all() {
    List<String> lines = new String(read("fixtures.tsv"), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(1, lines.size()).stream().map(Jpeg2000Fixtures::parse).toList();
  }

  static Fixture named(String file) {
    return all().stream().filter(fixture -> fixture.file().equals(file)).findFirst().orElseThrow();
  }

  private static Fixture parse(String line) {
    String[] fields = line.split("\t", -1);
    int components = Integer.parseInt(fields[3]);
    int bits = Integer.parseInt(fields[4]);
    return new Fixture(
        fields[0],
        new PixelFormat(
            Integer.parseInt(fields[1]),
            Integer.parseInt(fields[2]),
            components,
            new SampleBits(bits > 8 ? 16 : 8, bits, bits - 1, fields[5].equals("true")),
            components == 1
                ? PhotometricInterpretation.MONOCHROME2
                : PhotometricInterpretation.RGB),
        Integer.parseInt(fields[6]),
        Double.parseDouble(fields[7]),
        Integer.parseInt(fields[8]),
        Integer.parseInt(fields[9]));
  }

  private static int sample(int x, int y, int component, SampleBits bits) {
    int mixed = x * 39916801 ^ y * 27644437 ^ component * (int) 2971215073L;
    mixed = (mixed ^ mixed >>> 13) * 39916801;
    int value = x * 1300 + y * 700 + component * 9000 + (mixed >>> 12 & 1023);
    if ((x - 14) * (x - 14) + (y - 11) * (y - 11) < 60) {
      value += 20000;
    }
    value = (value & 0xFFFF) >> 16 - bits.stored();
    return bits.signed() ? value - (1 << bits.stored() - 1) : value;
  }

  private static byte[] read(String file) {
    try (InputStream in = Jpeg2000Fixtures.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no fixture " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
