package org.tumorscan.dicom.header;

import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;

/**
 * The Image Pixel Module: shape and layout of the samples.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3">PS3.3
 *     C.7.6.3</a>
 */
record ImagePixelModule(PixelFormat format, int frameCount, boolean planar) {

  static ImagePixelModule of(DataSet dataSet, ReadLimits limits) throws DicomException {
    return new Builder(dataSet, limits).build();
  }

  private record Builder(DataSet dataSet, Values values, ReadLimits limits) {
    Builder(DataSet dataSet, ReadLimits limits) {
      this(dataSet, new Values(dataSet), limits);
    }

    ImagePixelModule build() throws DicomException {
      int rows = dimension(DicomTag.ROWS, "Rows");
      int columns = dimension(DicomTag.COLUMNS, "Columns");
      int samples = values.requiredInteger(DicomTag.SAMPLES_PER_PIXEL, "Samples per Pixel");
      PhotometricInterpretation photometric = photometricInterpretation(samples);
      checkFrameSize(rows, columns, samples);
      PixelFormat format = new PixelFormat(rows, columns, samples, bits(), photometric);
      return new ImagePixelModule(format, frameCount(), planar(samples));
    }

    private int dimension(DicomTag tag, String keyword) throws DicomException {
      int value = values.requiredInteger(tag, keyword);
      if (value < 1 || value > 0xFFFF) {
        throw values.invalid(tag, keyword + " is " + Integer.toUnsignedString(value));
      }
      return value;
    }

    private void checkFrameSize(int rows, int columns, int samples) throws DicomException {
      long total = (long) rows * columns * samples;
      if (total > limits.framePixels()) {
        throw values.failure(
            Reason.LIMIT_EXCEEDED,
            DicomTag.ROWS,
            "%d x %d x %d samples in a frame, at most %d are read"
                .formatted(rows, columns, samples, limits.framePixels()));
      }
    }

    private PhotometricInterpretation photometricInterpretation(int samples) throws DicomException {
      DicomTag tag = DicomTag.PHOTOMETRIC_INTERPRETATION;
      String term = values.requiredString(tag, "Photometric Interpretation");
      Optional<PhotometricInterpretation> known = PhotometricInterpretation.of(term);
      if (known.isEmpty()) {
        String shown = term.matches("[A-Z0-9_ ]{1,16}") ? term : "of a term that is not allowed";
        throw values.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            tag,
            "Photometric Interpretation " + shown + " is not read");
      }
      PhotometricInterpretation photometric = known.get();
      int expected =
          switch (photometric) {
            case MONOCHROME1, MONOCHROME2, PALETTE_COLOR -> 1;
            case RGB, YBR_FULL, YBR_FULL_422, YBR_RCT, YBR_ICT -> 3;
          };
      if (samples != expected) {
        throw values.invalid(
            DicomTag.SAMPLES_PER_PIXEL,
            "Samples per Pixel is %s, but %s has %d"
                .formatted(Integer.toUnsignedString(samples), photometric.definedTerm(), expected));
      }
      return photometric;
    }

    private SampleBits bits() throws DicomException {
      int allocated = values.requiredInteger(DicomTag.BITS_ALLOCATED, "Bits Allocated");
      if (dataSet.contains(DicomTag.FLOAT_PIXEL_DATA)) {
        return floatBits(allocated, Float.SIZE);
      }
      if (dataSet.contains(DicomTag.DOUBLE_FLOAT_PIXEL_DATA)) {
        return floatBits(allocated, Double.SIZE);
      }
      if (allocated != 1 && (allocated < 8 || allocated > 32 || allocated % 8 != 0)) {
        throw values.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            DicomTag.BITS_ALLOCATED,
            Integer.toUnsignedString(allocated) + " Bits Allocated: 1, 8, 16, 24 and 32 are read");
      }
      int stored = values.requiredInteger(DicomTag.BITS_STORED, "Bits Stored");
      if (stored < 1 || stored > allocated) {
        throw values.invalid(
            DicomTag.BITS_STORED,
            "Bits Stored is %s of %d allocated"
                .formatted(Integer.toUnsignedString(stored), allocated));
      }
      int high = values.requiredInteger(DicomTag.HIGH_BIT, "High Bit");
      if (high < stored - 1 || high >= allocated) {
        throw values.invalid(
            DicomTag.HIGH_BIT,
            "High Bit is %s for %d bits stored of %d allocated"
                .formatted(Integer.toUnsignedString(high), stored, allocated));
      }
      int representation =
          values.requiredInteger(DicomTag.PIXEL_REPRESENTATION, "Pixel Representation");
      if (representation != 0 && representation != 1) {
        throw values.invalid(
            DicomTag.PIXEL_REPRESENTATION,
            "Pixel Representation is %s, not 0 or 1"
                .formatted(Integer.toUnsignedString(representation)));
      }
      return new SampleBits(allocated, stored, high, representation == 1);
    }

    // PS3.3 C.7.6.24: the float modules have no Bits Stored, High Bit or Pixel Representation.
    private SampleBits floatBits(int allocated, int expected) throws DicomException {
      if (allocated != expected) {
        throw values.invalid(
            DicomTag.BITS_ALLOCATED,
            "Bits Allocated is %s, but these float pixels have %d"
                .formatted(Integer.toUnsignedString(allocated), expected));
      }
      return new SampleBits(expected, expected, expected - 1, true);
    }

    private int frameCount() throws DicomException {
      DicomTag tag = DicomTag.NUMBER_OF_FRAMES;
      Optional<String> text = values.string(tag);
      if (text.isEmpty()) {
        return 1;
      }
      if (!text.get().matches("\\+?\\d{1,10}") || Long.parseLong(text.get()) < 1) {
        throw values.invalid(tag, "Number of Frames is not a whole number of at least 1");
      }
      long frames = Long.parseLong(text.get());
      if (frames > limits.frames()) {
        throw values.failure(
            Reason.LIMIT_EXCEEDED,
            tag,
            frames + " frames, at most " + limits.frames() + " are read");
      }
      return (int) frames;
    }

    private boolean planar(int samples) throws DicomException {
      if (samples == 1) {
        return false;
      }
      DicomTag tag = DicomTag.PLANAR_CONFIGURATION;
      int value = values.requiredInteger(tag, "Planar Configuration");
      if (value != 0 && value != 1) {
        throw values.invalid(
            tag,
            "Planar Configuration is %s, not 0 or 1".formatted(Integer.toUnsignedString(value)));
      }
      return value == 1;
    }
  }
}
