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
  private static final int FIRST_GROUP = 0x0008;

  // Data sets begin with group 0008 or near it: read in the wrong order that is 0800.
  private static final int FIRST_GROUP_IN_THE_WRONG_ORDER = 0x0400;

  static FileStart of(Source source, ReadLimits limits) throws DicomException {
    if (hasPrefix(source, PREAMBLE_BYTES)) {
      return afterPrefix(source, PREAMBLE_BYTES + 4, limits);
    }
    if (hasPrefix(source, 0)) {
      source.warnings().add("the file has no preamble");
      return afterPrefix(source, 4, limits);
    }
    if (looksLikeElement(source, 0, META_GROUP, ByteOrder.LITTLE_ENDIAN)) {
      source.warnings().add("the file has no preamble and no DICM prefix");
      return afterPrefix(source, 0, limits);
    }
    // Without a prefix the first element alone says that this is DICOM: nothing in PS3.6 stands
    // below group 0008 but directories (0004), which come with meta information.
    if (looksLikeElement(source, 0, FIRST_GROUP, ByteOrder.LITTLE_ENDIAN)
        || looksLikeElement(source, 0, FIRST_GROUP, ByteOrder.BIG_ENDIAN)) {
      return guessed(source, 0, "the file has no meta information");
    }
    throw DicomException.at(
        Reason.NOT_DICOM, 0, "no DICM prefix, and no element of a data set at the start");
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
    if (!metaEncoding.explicitVr()) {
      source.warnings().add("the file meta information has no VRs");
    }
    checkGroupLength(source, meta, dataSet);
    List<String> uids = meta.strings(DicomTag.TRANSFER_SYNTAX_UID);
    if (uids.isEmpty() || uids.get(0).isEmpty()) {
      if (source.limit() - dataSet < 8) {
        throw source.failure(
            Reason.MISSING_ATTRIBUTE,
            DicomTag.TRANSFER_SYNTAX_UID,
            dataSet,
            "no Transfer Syntax UID, and no data set that shows its encoding");
      }
      return guessed(source, dataSet, "the file has no Transfer Syntax UID");
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

  private static void checkGroupLength(Source source, Part10DataSet meta, int end) {
    Optional<Element> element =
        meta.element(DicomTag.FILE_META_INFORMATION_GROUP_LENGTH)
            .filter(found -> found.length() == Integer.BYTES);
    if (element.isEmpty()) {
      source.warnings().add("the file meta information has no group length");
      return;
    }
    int length = end - element.get().valueEnd();
    int stated = source.littleEndian().getInt(element.get().valueStart());
    if (stated != length) {
      source
          .warnings()
          .add(
              "the file meta information has %d bytes, not %s as its group length says"
                  .formatted(length, Integer.toUnsignedString(stated)));
    }
  }

  /**
   * A data set of unstated transfer syntax. Its first element tells the uncompressed ones apart;
   * implicit VR big endian is none.
   */
  private static FileStart guessed(Source source, int position, String why) {
    boolean explicit = Vr.isVr(source.littleEndian(), position + 4);
    int group = source.littleEndian().getShort(position) & 0xFFFF;
    TransferSyntax transferSyntax = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    if (explicit) {
      transferSyntax =
          group >= FIRST_GROUP_IN_THE_WRONG_ORDER
              ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
              : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }
    source.warnings().add(why + ": read as " + transferSyntax.displayName());
    return new FileStart(transferSyntax, encoding(transferSyntax), position);
  }

  // Two bytes of a group alone would let one text file in thousands pass.
  private static boolean looksLikeElement(Source source, int position, int group, ByteOrder order) {
    ByteBuffer bytes = source.bytes(order);
    if (bytes.limit() - position < 8 || (bytes.getShort(position) & 0xFFFF) != group) {
      return false;
    }
    long implicitLength = Integer.toUnsignedLong(bytes.getInt(position + 4));
    return Vr.isVr(bytes, position + 4)
        || (order == ByteOrder.LITTLE_ENDIAN && implicitLength <= bytes.limit() - position - 8);
  }
}
