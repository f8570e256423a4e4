package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
  // The longest values that are read as text: 16 bytes a number, some thousand windows.
  private static final int MAX_TEXT_BYTES = 1 << 16;

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
    if (element == null || element.length() == 0) {
      return List.of();
    }
    if (element.length() > MAX_TEXT_BYTES) {
      throw source.failure(
          Reason.LIMIT_EXCEEDED,
          tag,
          element.start(),
          "%d bytes of text, at most %d are read".formatted(element.length(), MAX_TEXT_BYTES));
    }
    if (NumberValues.isNumber(element.vr())) {
      source.warnings().add("%s has VR %s, not that of text".formatted(tag, element.vr()));
      return NumberValues.strings(element.vr(), value(element));
    }
    byte[] value = new byte[element.length()];
    source.bytes(encoding.byteOrder()).get(element.valueStart(), value);
    List<String> strings = new ArrayList<>();
    for (String part : new String(value, StandardCharsets.ISO_8859_1).split("\\\\", -1)) {
      strings.add(trim(part));
    }
    return strings;
  }

  // Padding is a space, or a NUL for UIDs; in the wild either comes anywhere.
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public int[] unsignedIntegers(DicomTag tag) throws DicomException {
    Element element = elements.get(tag);
    if (element == null) {
      return new int[0];
    }
    if (element.vr().equals("IS")) {
      source.warnings().add("%s has VR IS, not that of words".formatted(tag));
      return integersOfText(element);
    }
    if (!Vr.mayHoldIntegers(element.vr())) {
      throw source.failure(
          Reason.MALFORMED,
          tag,
          element.start(),
          "%s has VR %s, not that of integers".formatted(tag, element.vr()));
    }
    boolean wide = element.vr().equals("UL") || element.vr().equals("SL");
    if (wide) {
      source.warnings().add("%s has VR %s, not that of words".formatted(tag, element.vr()));
    }
    int size = wide ? 4 : 2;
    if (element.length() % size != 0) {
      throw source.failure(
          Reason.MALFORMED,
          tag,
          element.start(),
          "the length of %s is %d, no multiple of %d".formatted(tag, element.length(), size));
    }
    ByteBuffer bytes = source.bytes(encoding.byteOrder());
    int[] values = new int[element.length() / size];
    for (int i = 0; i < values.length; i++) {
      int at = element.valueStart() + size * i;
      values[i] = size == 4 ? bytes.getInt(at) : bytes.getShort(at) & 0xFFFF;
    }
    return values;
  }

  private int[] integersOfText(Element element) throws DicomException {
    List<String> texts = strings(element.tag());
    int[] values = new int[texts.size()];
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(i);
      if (!text.matches("[+-]?\\d{1,9}")) {
        throw source.failure(
            Reason.MALFORMED,
            element.tag(),
            element.start(),
            "%s is no integer".formatted(element.tag()));
      }
      values[i] = Integer.parseInt(text);
    }
    return values;
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
