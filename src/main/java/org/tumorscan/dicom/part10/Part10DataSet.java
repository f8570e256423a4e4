package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;

/**
 * The places of the elements of a data set or item; values are read when asked for.
 *
 * <p>Of an element that comes twice, which the standard forbids, the first one counts.
 */
final class Part10DataSet implements DataSet {
  private final Source source;
  private final Encoding encoding;
  private final ReadLimits limits;
  private final int depth;
  private final Map<DicomTag, Element> elements = new HashMap<>();

  Part10DataSet(Source source, Encoding encoding, ReadLimits limits, int depth) {
    this.source = source;
    this.encoding = encoding;
    this.limits = limits;
    this.depth = depth;
  }

  void add(Element element) {
    elements.putIfAbsent(element.tag(), element);
  }

  Optional<Element> element(DicomTag tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  @Override
  public boolean contains(DicomTag tag) {
    return elements.containsKey(tag);
  }

  @Override
  public OptionalLong byteOffset(DicomTag tag) {
    Element element = elements.get(tag);
    // What was deflated has no place of its own in the file.
    return element == null || source.inflated()
        ? OptionalLong.empty()
        : OptionalLong.of(element.start());
  }

  @Override
  public List<String> strings(DicomTag tag) throws DicomException {
    Element element = elements.get(tag);
    return element == null ? List.of() : elementValue(element).strings();
  }

  @Override
  public int[] unsignedIntegers(DicomTag tag) throws DicomException {
    Element element = elements.get(tag);
    return element == null ? new int[0] : elementValue(element).unsignedIntegers();
  }

  @Override
  public ByteBuffer bytes(DicomTag tag) {
    Element element = elements.get(tag);
    return element == null ? ByteBuffer.allocate(0) : value(element);
  }

  private ElementValue elementValue(Element element) {
    return new ElementValue(
        element.tag(),
        element.vr(),
        value(element),
        source.warnings(),
        (reason, tag, message) -> source.failure(reason, tag, element.start(), message));
  }

  @Override
  public List<Part10DataSet> items(DicomTag tag) throws DicomException {
    Element sequence = elements.get(tag);
    if (sequence == null || sequence.length() == 0) {
      return List.of();
    }
    if (depth >= limits.nesting()) {
      throw source.failure(
          Reason.LIMIT_EXCEEDED,
          tag,
          sequence.start(),
          "more than " + limits.nesting() + " sequences within each other");
    }
    Encoding within = ElementReader.itemEncoding(source, sequence, encoding);
    ElementReader reader =
        new ElementReader(source, sequence.valueStart(), sequence.valueEnd(), within, limits);
    List<Part10DataSet> items = new ArrayList<>();
    while (reader.hasNext()) {
      Element item = reader.nextItem();
      if (item.tag().equals(DicomTag.SEQUENCE_DELIMITATION_ITEM)) {
        break;
      }
      if (!item.tag().equals(DicomTag.ITEM)) {
        throw source.failure(
            Reason.MALFORMED,
            tag,
            item.start(),
            "%s where an item of %s is expected".formatted(item.tag(), tag));
      }
      items.add(item(item, within));
    }
    return items;
  }

  private Part10DataSet item(Element item, Encoding within) throws DicomException {
    Part10DataSet dataSet = new Part10DataSet(source, within, limits, depth + 1);
    ElementReader reader =
        new ElementReader(source, item.valueStart(), item.valueEnd(), within, limits);
    while (reader.hasNext()) {
      Element element = reader.next();
      dataSet.add(element);
    }
    return dataSet;
  }

  /** The bytes of a value, in the order of the data set. */
  ByteBuffer value(Element element) {
    ByteOrder order = encoding.byteOrder();
    return source.bytes(order).slice(element.valueStart(), element.length()).order(order);
  }

  Encoding encoding() {
    return encoding;
  }
}
