package org.tumorscan.dicom.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.TransferSyntax;

/**
 * Writes a data set as a DICOM file: preamble, prefix, file meta information, data set.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html#sect_7.1">PS3.10
 *     7.1</a>
 */
public final class Part10Writer {
  /** Identifies this program as a writer of files; drawn once, never changed. */
  private static final String IMPLEMENTATION_CLASS_UID =
      "2.25.143175358059674125346845270021356022734";

  private static final String IMPLEMENTATION_VERSION_NAME = "TUMORSCAN";
  private static final int PREAMBLE_BYTES = 128;
  private static final int GROUP_LENGTH_BYTES = 12;

  /** No file meta information of ours is longer. */
  private static final int START_BYTES = 512;

  private Part10Writer() {}

  /**
   * Writes a file.
   *
   * @param out neither flushed nor closed
   * @param sopClassUid as in the data set
   * @param sopInstanceUid as in the data set
   */
  public static void write(
      OutputStream out, String sopClassUid, String sopInstanceUid, DataSetBuilder dataSet)
      throws IOException {
    DataSetBuilder meta =
        new DataSetBuilder()
            .raw(DicomTag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
            .text(DicomTag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, sopClassUid)
            .text(DicomTag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, sopInstanceUid)
            .text(
                DicomTag.TRANSFER_SYNTAX_UID, Vr.UI, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())
            .text(DicomTag.IMPLEMENTATION_CLASS_UID, Vr.UI, IMPLEMENTATION_CLASS_UID)
            .text(DicomTag.IMPLEMENTATION_VERSION_NAME, Vr.SH, IMPLEMENTATION_VERSION_NAME)
            .unsignedInt(DicomTag.FILE_META_INFORMATION_GROUP_LENGTH, 0);
    int length = meta.encode().length - GROUP_LENGTH_BYTES;
    meta.unsignedInt(DicomTag.FILE_META_INFORMATION_GROUP_LENGTH, length);
    out.write(new byte[PREAMBLE_BYTES]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    out.write(meta.encode());
    out.write(dataSet.encode());
  }

  /** Whether this program wrote a file, as its file meta information says. */
  public static boolean wrote(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      String start = new String(stream.readNBytes(START_BYTES), StandardCharsets.ISO_8859_1);
      return start.contains(IMPLEMENTATION_CLASS_UID);
    }
  }
}
