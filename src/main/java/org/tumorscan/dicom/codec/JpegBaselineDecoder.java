package org.tumorscan.dicom.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * JPEG baseline with 8 bits, by the decoder of the JDK. Colours come as the code stream has them,
 * subsampled chrominance brought up to every pixel.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.2.1">PS3.5
 *     8.2.1</a>
 */
final class JpegBaselineDecoder implements FrameDecoder {
  // Each scan costs a pass over the whole image; a baseline image has one, at most one for each
  // component, and a progressive one about ten.
  private static final int MAX_SCANS = 64;

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(TransferSyntax.JPEG_BASELINE_8_BIT);
  }

  @Override
  public Optional<String> missing() {
    return provider().isPresent() ? Optional.empty() : Optional.of("the JPEG reader of the JDK");
  }

  // By module, since other libraries register readers for the same format.
  private static Optional<ImageReaderSpi> provider() {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      if ("java.desktop".equals(spi.getClass().getModule().getName())
          && Arrays.asList(spi.getFormatNames()).contains("jpeg")) {
        return Optional.of(spi);
      }
    }
    return Optional.empty();
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    byte[] bytes = withEndOfImage(frame.bytes());
    JpegColours.Start start = JpegColours.read(frame, bytes);
    checkProcess(frame, start.header());
    start.header().mustAgreeWith(format, frame);
    checkScans(frame, bytes);
    Raster raster = readRaster(frame, bytes);
    if (raster.getNumBands() != format.samplesPerPixel()
        || raster.getWidth() != format.columns()
        || raster.getHeight() != format.rows()) {
      throw frame.corrupt(0, "the JPEG decoder gave an image of another shape");
    }
    int[] values = raster.getPixels(0, 0, format.columns(), format.rows(), (int[]) null);
    Samples.saturate(values, format.bits());
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(
        format.withPhotometricInterpretation(start.colours().interpret(format)), values);
  }

  // Fragments are padded to an even length, and some writers leave the marker out.
  private static byte[] withEndOfImage(ByteBuffer encoded) {
    byte[] bytes = new byte[encoded.limit() + 2];
    encoded.get(0, bytes, 0, encoded.limit());
    bytes[bytes.length - 2] = (byte) 0xFF;
    bytes[bytes.length - 1] = (byte) JpegSegments.END_OF_IMAGE;
    return bytes;
  }

  // Entropy-coded data never holds the bytes of this marker: T.81 B.1.1.5.
  private static void checkScans(EncodedFrame frame, byte[] bytes) throws DicomException {
    int scans = 0;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == JpegSegments.START_OF_SCAN) {
        scans++;
      }
    }
    if (scans > MAX_SCANS) {
      throw frame.corrupt(0, scans + " JPEG scans, at most " + MAX_SCANS + " are read");
    }
  }

  private static void checkProcess(EncodedFrame frame, JpegFrameHeader header)
      throws DicomException {
    boolean sequentialOrProgressive =
        header.marker() >= JpegSegments.START_OF_FRAME_BASELINE
            && header.marker() <= JpegSegments.START_OF_FRAME_PROGRESSIVE;
    if (!sequentialOrProgressive || header.precision() != 8) {
      throw frame.corrupt(
          0,
          "JPEG process %02X with %d bits, but baseline has C0 and 8"
              .formatted(header.marker(), header.precision()));
    }
    header.mustHaveSamplingFactors(frame);
  }

  private static Raster readRaster(EncodedFrame frame, byte[] bytes) throws DicomException {
    ImageReaderSpi provider =
        provider()
            .orElseThrow(
                () ->
                    frame.failure(
                        Reason.UNSUPPORTED_TRANSFER_SYNTAX, 0, "no JPEG reader in this JDK"));
    AtomicBoolean damaged = new AtomicBoolean();
    ImageReader reader = null;
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader = provider.createReaderInstance();
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (isDamage(warning)) {
              damaged.set(true);
            }
          });
      reader.setInput(stream, true, true);
      Raster raster = reader.readRaster(0, null);
      if (damaged.get()) {
        throw frame.corrupt(0, "the JPEG decoder found damaged data");
      }
      return raster;
    } catch (IOException | RuntimeException e) {
      throw frame.corrupt(0, "the JPEG decoder failed: " + e.getClass().getSimpleName());
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  // The decoder fills in for what it cannot read and only warns. Bytes too many between segments
  // change nothing.
  private static boolean isDamage(String warning) {
    return !warning.contains("extraneous bytes")
        && (warning.contains("Corrupt JPEG data") || warning.contains("Premature end"));
  }
}
