package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;

/**
 * What stands before the data set: preamble, prefix and file meta information, any of which may be
 * missing.
 *
 * @param transferSyntax as the meta information states it; else the uncompressed one that the data
 *     set's first element shows
 * @param encoding of the data set
 * @param dataSetPosition where the data set, or its deflated form, begins
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html#sect_7.1">PS3.10
 *     7.1</a>
 */
record FileStart(TransferSyntax transferSyntax, Encoding encoding, int dataSetPosition) {
  private static final int PREAMBLE_BYTES = 128;
  private static final int META_GROUP = 0x0002;
  // The groups that a bare data set may begin with: PS3.6 has nothing below 0008 but directories
  // (0004), which come with meta information.
  private static final int FIRST_GROUP = 0x0008;

  static FileStart of(Source source, ReadLimits limits) throws DicomException {
    if (hasPrefix(source, PREAMBLE_BYTES)) {
      return afterPrefix(source, PREAMBLE_BYTES + 4, limits);
    }
    if (hasPrefix(source, 0)) {
      return afterPrefix(source, 4, limits);
    }
    if (looksLikeElement(source, 0, META_GROUP, ByteOrder.LITTLE_ENDIAN)) {
      return afterPrefix(source, 0, limits);
    }
    return bare(source, 0)
        .orElseThrow(
            () ->
                DicomException.at(
                    Reason.NOT_DICOM,
                    0,
                    "no DICM prefix, and no element of a data set at the start"));
  }

  private static boolean hasPrefix(Source source, int position) {
    // "DICM" read as a little endian number.
    return source.limit() >= position + 4 && source.littleEndian().getInt(position) == 0x4D434944;
  }

  private static FileStart afterPrefix(Source source, int position, ReadLimits limits)
      throws DicomException {
    Encoding metaEncoding = Encoding.EXPLICIT_LITTLE.asSeenAt(source.littleEndian(), position);
    ElementReader reader =
        new ElementReader(source, position, source.limit(), metaEncoding, limits);
    Part10DataSet meta = new Part10DataSet(source, metaEncoding, limits, 0);
    // Not by the group length, which is wrong often enough.
    while (reader.hasNext() && reader.peekTag().group() == META_GROUP) {
      meta.add(reader.next());
    }
    int dataSet = reader.position();
    List<String> uids = meta.strings(DicomTag.TRANSFER_SYNTAX_UID);
    if (uids.isEmpty() || uids.get(0).isEmpty()) {
      return bare(source, dataSet)
          .orElseThrow(
              () ->
                  source.failure(
                      Reason.MISSING_ATTRIBUTE,
                      DicomTag.TRANSFER_SYNTAX_UID,
                      dataSet,
                      "no Transfer Syntax UID, and no data set that shows its encoding"));
    }
    TransferSyntax transferSyntax =
        TransferSyntax.of(uids.get(0)).orElseThrow(() -> unknown(uids.get(0), meta));
    return new FileStart(transferSyntax, encoding(transferSyntax), dataSet);
  }

  private static DicomException unknown(String uid, Part10DataSet meta) {
    String shown = uid.matches("[0-9.]{1,64}") ? uid : "that is no UID";
    return DicomException.at(
        Reason.UNSUPPORTED_TRANSFER_SYNTAX,
        DicomTag.TRANSFER_SYNTAX_UID,
        meta.byteOffset(DicomTag.TRANSFER_SYNTAX_UID).orElse(0),
        "a transfer syntax " + shown + " is not known");
  }

  private static Encoding encoding(TransferSyntax transferSyntax) {
    return switch (transferSyntax) {
      case IMPLICIT_VR_LITTLE_ENDIAN -> Encoding.IMPLICIT_LITTLE;
      case EXPLICIT_VR_BIG_ENDIAN -> new Encoding(true, ByteOrder.BIG_ENDIAN);
      default -> Encoding.EXPLICIT_LITTLE;
    };
  }

  /** A data set of unstated encoding, told by its first element. */
  private static Optional<FileStart> bare(Source source, int position) {
    if (looksLikeElement(source, position, FIRST_GROUP, ByteOrder.LITTLE_ENDIAN)) {
      Encoding encoding = Encoding.EXPLICIT_LITTLE.asSeenAt(source.littleEndian(), position);
      TransferSyntax transferSyntax =
          encoding.explicitVr()
              ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN
              : TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
      return Optional.of(new FileStart(transferSyntax, encoding, position));
    }
    // Implicit VR big endian is no transfer syntax.
    if (looksLikeElement(source, position, FIRST_GROUP, ByteOrder.BIG_ENDIAN)
        && Vr.isVr(source.bigEndian(), position + 4)) {
      TransferSyntax transferSyntax = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
      return Optional.of(new FileStart(transferSyntax, encoding(transferSyntax), position));
    }
    return Optional.empty();
  }

  // Two bytes of a group alone would let one text file in thousands pass.
  private static boolean looksLikeElement(Source source, int position, int group, ByteOrder order) {
    ByteBuffer bytes = source.bytes(order);
    if (bytes.limit() - position < 8 || (bytes.getShort(position) & 0xFFFF) != group) {
      return false;
    }
    long implicitLength = Integer.toUnsignedLong(bytes.getInt(position + 4));
    return Vr.isVr(bytes, position + 4) || implicitLength <= bytes.limit() - position - 8;
  }
}
