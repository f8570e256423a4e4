package org.tumorscan.dicom.dcm4che;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomReaderContract;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;

class Dcm4cheReaderTest extends DicomReaderContract {

  @Override
  protected DicomReader reader(ReadLimits limits) {
    return new Dcm4cheReader(limits);
  }

  @Test
  void nameHasTheVersionOfTheLibrary() {
    String name = new Dcm4cheReader().name();
    assertTrue(name.matches("dcm4che 5\\.\\d+\\.\\d+.*"), name);
  }

  @Test
  void programFindsItAsAService() {
    assertInstanceOf(
        Dcm4cheReader.class, ServiceLoader.load(DicomReader.class).findFirst().orElseThrow());
  }

  private static byte[] bare(byte[]... dataSets) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Part10Builder.empty().build());
    for (byte[] dataSet : dataSets) {
      file.writeBytes(dataSet);
    }
    return file.toByteArray();
  }

  private static byte[] explicit(Part10Builder dataSet) {
    return dataSet.dataSet(true, ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void ofAnElementThatComesTwiceTheFirstOneCounts() throws DicomException {
    byte[] uid = explicit(Part10Builder.empty().text(DicomTag.SOP_INSTANCE_UID, "UI", "1.2.9"));
    DicomInstance instance = read(bare(uid, explicit(Part10Builder.image())));
    assertEquals(Optional.of("1.2.9"), instance.identity().sopInstanceUid());
  }

  @Test
  void elementsBehindThePixelDataBelongToTheImage() throws DicomException {
    Part10Builder image = Part10Builder.image().without(DicomTag.ROWS);
    byte[] rows = explicit(Part10Builder.empty().shorts(DicomTag.ROWS, "US", 2));
    DicomInstance instance = read(bare(explicit(image), rows));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, values(instance, 0));
    assertWarning("stand behind it", instance);
  }

  @Test
  void lengthBeyondTheFileIsSaidWithItsPlace() {
    byte[] modality = {8, 0, 0x60, 0, 'C', 'S', 0, 0x7F};
    DicomException e = rejected(bare(modality, new byte[10]));
    assertEquals(Reason.TRUNCATED, e.reason());
    assertEquals(Optional.of(DicomTag.MODALITY), e.tag());
    assertTrue(e.getMessage().contains("10 bytes follow"), e.getMessage());
  }

  @Test
  void elementsBeyondTheLimitAreRejected() throws IOException {
    ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, 1 << 20, 10, 8, 1 << 20, 10);
    Path file = Files.write(directory.resolve("many"), Part10Builder.image().build());
    DicomException e = assertThrows(DicomException.class, () -> reader(limits).read(file));
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }

  @Test
  void textTooLongToBeOneIsNotHeldInMemory() {
    byte[] text = new byte[1 << 21];
    Part10Builder image =
        Part10Builder.image()
            .transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
            .bytes(DicomTag.WINDOW_CENTER, "DS", text);
    DicomException e = rejected(image.build());
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
    assertEquals(Optional.of(DicomTag.WINDOW_CENTER), e.tag());
  }
}
