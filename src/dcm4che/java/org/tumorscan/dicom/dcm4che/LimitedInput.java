package org.tumorscan.dicom.dcm4che;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomInputStream.IncludeBulkData;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.EncodedDataSet;

/**
 * Stands between dcm4che's parser and its values: refuses a length, a depth or a number of elements
 * before memory is taken for it, and steps over what no image needs.
 */
final class LimitedInput implements DicomInputHandler {
  private static final int PRIVATE_GROUP = 0x00010000;

  // Longer than any lookup table; dcm4che keeps the place of such a value instead of its bytes.
  private static final int LONGEST_VALUE = 1 << 20;
  private static final long MOST_VALUE_BYTES = 1 << 26;

  // PS3.6 has some five thousand; dcm4che takes quadratic time where they come in falling order.
  private static final int LARGEST_DATA_SET = 1 << 12;

  private final EncodedDataSet encoded;
  private final ReadLimits limits;
  private int elements;
  private long valueBytes;

  private LimitedInput(EncodedDataSet encoded, ReadLimits limits) {
    this.encoded = encoded;
    this.limits = limits;
  }

  static void applyTo(DicomInputStream in, EncodedDataSet encoded, ReadLimits limits) {
    in.setDicomInputHandler(new LimitedInput(encoded, limits));
    // The bytes are at hand, so the place that dcm4che keeps needs no name.
    in.setURI("");
    in.setIncludeBulkData(IncludeBulkData.URI);
    in.setBulkDataDescriptor((items, creator, tag, vr, length) -> length > LONGEST_VALUE);
  }

  @Override
  public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
    check(in);
    long length = in.unsignedLength();
    boolean ofUse = (in.tag() & PRIVATE_GROUP) == 0 && !attributes.contains(in.tag());
    if (!ofUse && length >= 0) {
      // Of an element that comes twice, the first one counts.
      in.skipFully(length);
      return;
    }
    if (attributes.size() >= LARGEST_DATA_SET) {
      throw refusal(in, "more than " + LARGEST_DATA_SET + " elements in one data set or item");
    }
    if (in.vr() != VR.SQ && length > 0 && length <= LONGEST_VALUE) {
      valueBytes += length;
    }
    if (valueBytes > MOST_VALUE_BYTES) {
      throw refusal(in, "more than " + MOST_VALUE_BYTES + " bytes beside the pixels");
    }
    in.readValue(in, attributes);
  }

  @Override
  public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
    check(in);
    if (in.level() > limits.nesting()) {
      throw refusal(in, "more than " + limits.nesting() + " sequences within each other");
    }
    in.readValue(in, sequence);
  }

  // Those of the image are not read here, and those of its icon are of no use.
  @Override
  public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
    check(in);
    in.skipFully(in.unsignedLength());
  }

  @Override
  public void startDataset(DicomInputStream in) {}

  @Override
  public void endDataset(DicomInputStream in) {}

  private void check(DicomInputStream in) throws IOException {
    if (++elements > limits.elements()) {
      throw refusal(in, "more than " + limits.elements() + " elements");
    }
    long left = encoded.bytes().limit() - in.getPosition();
    if (in.unsignedLength() > left) {
      String message = "%d bytes follow %s, whose length is %d";
      DicomTag tag = new DicomTag(in.tag());
      throw refusal(in, Reason.TRUNCATED, message.formatted(left, tag, in.unsignedLength()));
    }
  }

  private IOException refusal(DicomInputStream in, String message) {
    return refusal(in, Reason.LIMIT_EXCEEDED, message);
  }

  // The parser lets nothing but an IOException through.
  private IOException refusal(DicomInputStream in, Reason reason, String message) {
    return new IOException(
        encoded.failure(reason, new DicomTag(in.tag()), in.getTagPosition(), message));
  }
}
