package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;

/**
 * Steps through the elements of a stretch of bytes, finding where each value ends. Takes no memory
 * for values.
 *
 * <p>Sequences of defined length are stepped over unread; those of undefined length are walked to
 * their delimiter.
 */
final class ElementReader {
  private static final int UNDEFINED_LENGTH = -1;

  private final Source source;
  private final int end;
  private final ReadLimits limits;
  private final Encoding encoding;
  private int position;
  private int elements;

  /**
   * @param start position of the first tag
   * @param end position behind the last value that belongs here
   */
  ElementReader(Source source, int start, int end, Encoding encoding, ReadLimits limits) {
    this.source = source;
    this.position = start;
    this.end = end;
    this.encoding = encoding;
    this.limits = limits;
  }

  boolean hasNext() {
    return position < end;
  }

  int position() {
    return position;
  }

  Encoding encoding() {
    return encoding;
  }

  /** The tag of the element that {@link #next} would read. */
  DicomTag peekTag() throws DicomException {
    need(end, position, 8, "an element's tag and length");
    return tagAt(position, encoding.byteOrder());
  }

  /**
   * Steps over an element.
   *
   * @throws DicomException {@code TRUNCATED}, {@code MALFORMED} or {@code LIMIT_EXCEEDED}
   */
  Element next() throws DicomException {
    Element header = header(position, end, encoding);
    if (!header.undefinedLength()) {
      position = header.valueEnd();
      return header;
    }
    int valueEnd = skipItems(header, end, encoding, 1);
    position = valueEnd + 8;
    return withEnd(header, valueEnd);
  }

  /**
   * Steps over an item of a sequence, or over the delimiter behind the last one.
   *
   * @throws DicomException {@code TRUNCATED}, {@code MALFORMED} or {@code LIMIT_EXCEEDED}
   */
  Element nextItem() throws DicomException {
    Element item = header(position, end, encoding);
    if (!item.undefinedLength()) {
      position = item.valueEnd();
      return item;
    }
    int valueEnd = skipItem(item, end, encoding, 1);
    position = valueEnd + 8;
    return withEnd(item, valueEnd);
  }

  /**
   * Steps over pixel data, whose value may be shorter than its length says, with a warning.
   *
   * @return the element, of undefined length with its value up to the end of the bytes
   */
  Element pixelData() throws DicomException {
    Header header = readHeader(position, end, encoding);
    Element element = header.element(end);
    if (!header.undefinedLength() && header.unsignedLength() > element.length()) {
      source
          .warnings()
          .add(
              "the pixel data has %d bytes, not %d as its length says"
                  .formatted(element.length(), header.unsignedLength()));
    }
    position = element.valueEnd();
    return element;
  }

  private static Element withEnd(Element header, int valueEnd) {
    return new Element(
        header.tag(), header.vr(), header.start(), header.valueStart(), valueEnd, true);
  }

  private Element header(int start, int limit, Encoding as) throws DicomException {
    Header header = readHeader(start, limit, as);
    int left = limit - header.valueStart;
    if (!header.undefinedLength() && header.unsignedLength() > left) {
      throw source.failure(
          Reason.TRUNCATED,
          header.tag,
          start,
          "%d bytes follow %s, whose length is %d"
              .formatted(left, header.tag, header.unsignedLength()));
    }
    if (!header.undefinedLength() && header.length % 2 != 0) {
      source.warnings().add("an element has an odd length");
    }
    return header.element(limit);
  }

  /** Tag, VR and length as they stand in the file. */
  private record Header(DicomTag tag, String vr, int start, int valueStart, int length) {
    boolean undefinedLength() {
      return length == UNDEFINED_LENGTH;
    }

    long unsignedLength() {
      return Integer.toUnsignedLong(length);
    }

    /** The element, its value ending at a limit at most; one of undefined length ends there. */
    Element element(int limit) {
      int valueEnd = valueStart + (int) Math.min(unsignedLength(), limit - valueStart);
      return new Element(tag, vr, start, valueStart, valueEnd, undefinedLength());
    }
  }

  private Header readHeader(int start, int limit, Encoding as) throws DicomException {
    if (++elements > limits.elements()) {
      throw source.failure(
          Reason.LIMIT_EXCEEDED, start, "more than " + limits.elements() + " elements");
    }
    need(limit, start, 8, "an element's tag and length");
    ByteBuffer bytes = source.bytes(as.byteOrder());
    DicomTag tag = tagAt(start, as.byteOrder());
    // Delimiters and items have no VR in any encoding. Of letters that are no VR nothing is known,
    // and other toolkits write such elements as if the VR were implicit.
    boolean vrExpected = as.explicitVr() && tag.group() != 0xFFFE;
    if (!vrExpected || !Vr.isVr(bytes, start + 4)) {
      if (vrExpected) {
        source.warnings().add("an element without a VR is read as implicit VR");
      }
      return new Header(tag, Vr.IMPLICIT, start, start + 8, bytes.getInt(start + 4));
    }
    String vr = Vr.at(bytes, start + 4);
    if (Vr.hasLongLength(vr)) {
      need(limit, start, 12, "the length of " + tag);
      return new Header(tag, vr, start, start + 12, bytes.getInt(start + 8));
    }
    return new Header(tag, vr, start, start + 8, bytes.getShort(start + 6) & 0xFFFF);
  }

  /** Walks items up to the sequence delimiter and returns where that stands. */
  private int skipItems(Element sequence, int limit, Encoding as, int depth) throws DicomException {
    checkDepth(sequence, depth);
    Encoding within = itemEncoding(source, sequence, as);
    int at = sequence.valueStart();
    while (true) {
      Element item = header(at, limit, within);
      if (item.tag().equals(DicomTag.SEQUENCE_DELIMITATION_ITEM)) {
        return at;
      }
      if (!item.tag().equals(DicomTag.ITEM)) {
        throw source.failure(
            Reason.MALFORMED,
            sequence.tag(),
            at,
            "%s where an item of %s is expected".formatted(item.tag(), sequence.tag()));
      }
      at = item.undefinedLength() ? skipItem(item, limit, within, depth) + 8 : item.valueEnd();
    }
  }

  /** Walks elements up to the item delimiter and returns where that stands. */
  private int skipItem(Element item, int limit, Encoding as, int depth) throws DicomException {
    int at = item.valueStart();
    while (true) {
      Element element = header(at, limit, as);
      if (element.tag().equals(DicomTag.ITEM_DELIMITATION_ITEM)) {
        return at;
      }
      at =
          element.undefinedLength()
              ? skipItems(element, limit, as, depth + 1) + 8
              : element.valueEnd();
    }
  }

  private void checkDepth(Element sequence, int depth) throws DicomException {
    if (depth > limits.nesting()) {
      throw source.failure(
          Reason.LIMIT_EXCEEDED,
          sequence.tag(),
          sequence.start(),
          "more than " + limits.nesting() + " sequences within each other");
    }
  }

  /**
   * How the items of a sequence are written: as the data set around it, but for UN, which holds
   * implicit VR little endian (PS3.5 6.2.2) or, from some writers, explicit VR.
   */
  static Encoding itemEncoding(Source source, Element sequence, Encoding outer) {
    return sequence.vr().equals("UN")
        ? Encoding.IMPLICIT_LITTLE.asSeenAt(
            source.bytes(ByteOrder.LITTLE_ENDIAN), sequence.valueStart() + 8)
        : outer;
  }

  private DicomTag tagAt(int at, ByteOrder order) {
    ByteBuffer bytes = source.bytes(order);
    return DicomTag.of(bytes.getShort(at) & 0xFFFF, bytes.getShort(at + 2) & 0xFFFF);
  }

  private void need(int limit, int at, int count, String what) throws DicomException {
    if (limit - at < count) {
      throw source.failure(
          Reason.TRUNCATED, at, "%d bytes left for %s".formatted(limit - at, what));
    }
  }
}
