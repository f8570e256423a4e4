package org.tumorscan.dicom.dcm4che;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.BulkData;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Value;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.dicom.part10.ElementValue;

/**
 * A data set or item that dcm4che has read. Values are taken as bytes, since dcm4che's own
 * conversions leave out without a word what does not fit its VR.
 *
 * <p>Not a record: to compare two Attributes, dcm4che puts converted values in the bytes' place.
 */
final class AttributesDataSet implements DataSet {
  private final Attributes attributes;
  private final Warnings warnings;

  AttributesDataSet(Attributes attributes, Warnings warnings) {
    this.attributes = attributes;
    this.warnings = warnings;
  }

  @Override
  public boolean contains(DicomTag tag) {
    return attributes.contains(tag.value());
  }

  @Override
  public List<String> strings(DicomTag tag) throws DicomException {
    return contains(tag) ? elementValue(tag).strings() : List.of();
  }

  @Override
  public int[] unsignedIntegers(DicomTag tag) throws DicomException {
    return contains(tag) ? elementValue(tag).unsignedIntegers() : new int[0];
  }

  private ElementValue elementValue(DicomTag tag) throws DicomException {
    String vr = attributes.getVR(tag.value()).name();
    return new ElementValue(tag, vr, bytes(tag), warnings, DicomException::of);
  }

  @Override
  public List<AttributesDataSet> items(DicomTag tag) throws DicomException {
    if (attributes.getValue(tag.value()) instanceof Sequence sequence) {
      return sequence.stream().map(item -> new AttributesDataSet(item, warnings)).toList();
    }
    if (bytes(tag).limit() > 0) {
      throw DicomException.of(Reason.MALFORMED, tag, tag + " is not a sequence");
    }
    return List.of();
  }

  /** Attributes do not keep their place. */
  @Override
  public OptionalLong byteOffset(DicomTag tag) {
    return OptionalLong.empty();
  }

  @Override
  public ByteBuffer bytes(DicomTag tag) throws DicomException {
    Object value = attributes.getValue(tag.value());
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes)
          .order(attributes.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
    if (value instanceof BulkData) {
      throw DicomException.of(Reason.LIMIT_EXCEEDED, tag, "the value of " + tag + " is too long");
    }
    if (value != null && value != Value.NULL) {
      throw DicomException.of(Reason.MALFORMED, tag, tag + " has items instead of a value");
    }
    return ByteBuffer.allocate(0);
  }
}
