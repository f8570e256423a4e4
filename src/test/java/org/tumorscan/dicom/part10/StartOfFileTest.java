package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.StoredPixels;

/** The contract over files of which the start alone is read before a frame is asked for. */
class StartOfFileTest extends FileReaderContract {
  /** Enough for the prefix, and for no header. */
  private static final int SMALLEST = 140;

  private static final DicomTag PRIVATE = DicomTag.of(0x0029, 0x1010);

  @Override
  protected DicomReader fileReader(ReadLimits limits) {
    return new Part10Reader(limits, SMALLEST);
  }

  static Stream<byte[]> files() {
    byte[] image = larger().build();
    byte[] followed = Arrays.copyOf(image, image.length + 50);
    Part10Builder item = Part10Builder.empty().text(DicomTag.MODALITY, "CS", "MR");
    return Stream.of(
        image,
        followed,
        larger().bytes(PRIVATE, "OB", new byte[900]).build(),
        larger().delimitedSequence(PRIVATE, item, item, item, item).build(),
        larger().transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).build(),
        larger().transferSyntax(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).build(),
        larger().transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).build(),
        larger()
            .transferSyntax(TransferSyntax.ENCAPSULATED_UNCOMPRESSED)
            .fragments(new byte[2 * 40 * 30])
            .build(),
        larger().without(DicomTag.PIXEL_DATA).bytes(PRIVATE, "OB", new byte[900]).build());
  }

  private static Part10Builder larger() {
    return Part10Builder.image()
        .shape(40, 30)
        .shorts(DicomTag.PIXEL_DATA, "OW", IntStream.range(0, 1200).toArray());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whereverTheStartEndsTheFileReadsAsItDoesWhole(byte[] content) throws Exception {
    Path file = write(ByteBuffer.wrap(content));
    String whole = told(() -> new Part10Reader(ReadLimits.DEFAULT).read(ByteBuffer.wrap(content)));
    for (int start = SMALLEST; start <= content.length / 2; start++) {
      Part10Reader reader = new Part10Reader(ReadLimits.DEFAULT, start);
      assertEquals(whole, told(() -> reader.read(file)), "after " + start + " bytes");
    }
  }

  private interface Read {
    DicomInstance get() throws DicomException;
  }

  private static String told(Read read) {
    try {
      DicomInstance instance = read.get();
      return instance.identity()
          + " "
          + instance.attributes()
          + instance.warnings()
          + Arrays.hashCode(samples(instance));
    } catch (DicomException e) {
      return e.reason() + " " + e.getMessage();
    }
  }

  private static int[] samples(DicomInstance instance) throws DicomException {
    return ((StoredPixels.Integers) instance.frames().frame(0)).values();
  }

  @Test
  void pixelsAreReadWhenAFrameIsAskedFor() throws Exception {
    byte[] content = larger().build();
    Path file = write(ByteBuffer.wrap(content));
    DicomInstance instance = fileReader(ReadLimits.DEFAULT).read(file);
    content[content.length - 2] = 77;
    Files.write(file, content);
    int[] samples = samples(instance);
    assertEquals(77 + (1199 & 0xFF00), samples[1199]);
  }

  @Test
  void fileThatIsGoneByThenIsUnreadable() throws Exception {
    Path file = write(ByteBuffer.wrap(larger().build()));
    DicomInstance instance = fileReader(ReadLimits.DEFAULT).read(file);
    Files.delete(file);
    DicomException e = assertThrows(DicomException.class, () -> instance.frames().frame(0));
    assertEquals(Reason.UNREADABLE, e.reason());
  }
}
