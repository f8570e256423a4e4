package org.tumorscan.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.DerivedUid;
import org.tumorscan.dicom.write.Part10Writer;
import org.tumorscan.dicom.write.Vr;
import org.tumorscan.pipeline.InputFiles;

/**
 * MR slices of nobody, as files in a directory for temporary ones: a bright ellipse with noise on
 * black, {@value #SIZE} x {@value #SIZE} of 12 bits, Explicit VR Little Endian. Removed by {@link
 * #close}.
 */
public final class MadeSlices implements AutoCloseable {
  /** Rows and columns. */
  public static final int SIZE = 512;

  private static final String MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4";
  private static final long SEED = 20;
  private static final int BRIGHTEST = 4095;
  private static final int NOISE = 200;

  private final Path directory;
  private final List<Path> files = new ArrayList<>();

  private MadeSlices(Path directory) {
    this.directory = directory;
  }

  /** Writes that many, each another. */
  public static MadeSlices write(int count) throws IOException {
    MadeSlices slices = new MadeSlices(Files.createTempDirectory("tumorscan-benchmark"));
    try {
      for (int i = 1; i <= count; i++) {
        slices.writeSlice(i);
      }
      return slices;
    } catch (IOException e) {
      slices.close();
      throw e;
    }
  }

  /** The files as inputs. */
  public InputFiles inputs() {
    return new InputFiles(files, Optional.empty());
  }

  private void writeSlice(int number) throws IOException {
    String uid = DerivedUid.of(List.of("made slice", Integer.toString(number)));
    Path file = directory.resolve("slice-" + number + ".dcm");
    files.add(file);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Part10Writer.write(out, MR_IMAGE_STORAGE, uid, dataSet(number, uid));
    }
  }

  private static DataSetBuilder dataSet(int number, String uid) {
    return new DataSetBuilder()
        .text(DicomTag.SOP_CLASS_UID, Vr.UI, MR_IMAGE_STORAGE)
        .text(DicomTag.SOP_INSTANCE_UID, Vr.UI, uid)
        .text(DicomTag.STUDY_INSTANCE_UID, Vr.UI, DerivedUid.of(List.of("made study")))
        .text(DicomTag.SERIES_INSTANCE_UID, Vr.UI, DerivedUid.of(List.of("made series")))
        .text(DicomTag.MODALITY, Vr.CS, "MR")
        .text(DicomTag.BODY_PART_EXAMINED, Vr.CS, "BRAIN")
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2")
        .unsignedShorts(DicomTag.SAMPLES_PER_PIXEL, 1)
        .unsignedShorts(DicomTag.ROWS, SIZE)
        .unsignedShorts(DicomTag.COLUMNS, SIZE)
        .unsignedShorts(DicomTag.BITS_ALLOCATED, 16)
        .unsignedShorts(DicomTag.BITS_STORED, 12)
        .unsignedShorts(DicomTag.HIGH_BIT, 11)
        .unsignedShorts(DicomTag.PIXEL_REPRESENTATION, 0)
        .raw(DicomTag.PIXEL_DATA, Vr.OW, pixels(number));
  }

  private static byte[] pixels(int number) {
    Random random = new Random(SEED + number);
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        bytes.putShort((short) value(row, column, random));
      }
    }
    return bytes.array();
  }

  private static int value(int row, int column, Random random) {
    double y = (row - SIZE / 2.0) / (0.42 * SIZE);
    double x = (column - SIZE / 2.0) / (0.35 * SIZE);
    double radius = Math.hypot(x, y);
    double tissue = radius < 1 ? 1500 + 900 * Math.sin(9 * x) * Math.cos(7 * y) : 0;
    return (int) Math.min(BRIGHTEST, Math.max(0, tissue) + random.nextInt(NOISE));
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory);
  }
}
