package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;

/** The contract over files that are not held in memory, however small they are here. */
class LargeFileTest extends FileReaderContract {
  private static ReadLimits holdingNothing(ReadLimits limits) {
    return new ReadLimits(
        limits.fileBytes(),
        0,
        limits.inflatedBytes(),
        limits.elements(),
        limits.nesting(),
        limits.framePixels(),
        limits.frames());
  }

  @Override
  protected DicomReader fileReader(ReadLimits limits) {
    return new Part10Reader(holdingNothing(limits));
  }

  @Test
  void frameOfMoreBytesThanItsSamplesCanTakeIsNotRead() throws DicomException {
    ReadLimits limits = new ReadLimits(1 << 20, 0, 100, 1000, 8, 20, 10);
    Part10Builder image =
        Part10Builder.image().transferSyntax(TransferSyntax.RLE_LOSSLESS).fragments(new byte[200]);
    DicomInstance instance = reader(limits).read(ByteBuffer.wrap(image.build()));
    DicomException e = assertThrows(DicomException.class, () -> instance.frames().frame(0));
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
    assertEquals("a frame of 200 bytes, at most 160 are read at once", e.getMessage());
  }

  @Test
  void fileThatBecomesShorterMeanwhileIsUnreadable() throws Exception {
    Path file = write(ByteBuffer.wrap(Part10Builder.image().build()));
    DicomInstance instance = reader(ReadLimits.DEFAULT).read(file);
    Files.write(file, new byte[10]);
    DicomException e = assertThrows(DicomException.class, () -> instance.frames().frame(0));
    assertEquals(Reason.UNREADABLE, e.reason());
  }
}
