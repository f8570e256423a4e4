package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.codec.EncodedFrame.NativeSamples;

/** PS3.5 A.4: frames in fragments. */
class FragmentedFramesTest {
  private static final byte[] A = {(byte) 0xFF, (byte) 0xD8, 1, 2};
  private static final byte[] B = {3, 4};
  private static final byte[] C = {(byte) 0xFF, (byte) 0xD8, 5, 6, 7, 8};

  private static PixelData.Encapsulated data(List<Long> offsets, byte[]... fragments) {
    List<PixelData.Fragment> list = new ArrayList<>();
    long at = 500;
    for (byte[] fragment : fragments) {
      list.add(new PixelData.Fragment(PixelBytes.of(ByteBuffer.wrap(fragment)), at + 8, true));
      at += 8 + fragment.length;
    }
    return new PixelData.Encapsulated(list, offsets, 500);
  }

  private static EncodedFrame cut(FragmentedFrames frames, int index) throws DicomException {
    return frames.cut(index, new NativeSamples(NativeSamples.Type.INTEGER, false));
  }

  private static byte[] bytes(FragmentedFrames frames, int index) throws DicomException {
    ByteBuffer bytes = cut(frames, index).bytes();
    byte[] copy = new byte[bytes.limit()];
    bytes.get(0, copy);
    return copy;
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  @Test
  void singleFrameTakesAllFragments() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(), A, B), 1, TransferSyntax.JPEG_BASELINE_8_BIT);
    assertArrayEquals(join(A, B), bytes(frames, 0));
  }

  @Test
  void offsetTableSaysWhereFramesBegin() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(0L, 12L), A, B, C), 2, TransferSyntax.JPEG_LOSSLESS);
    assertArrayEquals(A, bytes(frames, 0));
    assertArrayEquals(join(B, C), bytes(frames, 1));
    assertEquals(520, cut(frames, 1).byteOffset());
  }

  @Test
  void withoutATableAFrameBeginsWithItsStartMarker() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(), A, B, C), 2, TransferSyntax.JPEG_LOSSLESS);
    assertArrayEquals(join(A, B), bytes(frames, 0));
    assertArrayEquals(C, bytes(frames, 1));
  }

  @Test
  void offsetTableThatMeetsNoFragmentIsIgnored() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(4L, 7L), A, B, C), 2, TransferSyntax.JPEG_LOSSLESS);
    assertArrayEquals(C, bytes(frames, 1));
  }

  @Test
  void offsetsThatRunBackwardsEndTheTable() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(22L, 0L), A, B, C), 2, TransferSyntax.JPEG_LOSSLESS);
    assertArrayEquals(C, bytes(frames, 0));
    DicomException e = assertThrows(DicomException.class, () -> cut(frames, 1));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
  }

  // PS3.5 G.2: a frame of RLE is one fragment.
  @Test
  void rleHasOneFragmentAFrame() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of(), B, B, B), 4, TransferSyntax.RLE_LOSSLESS);
    assertArrayEquals(B, bytes(frames, 2));
    DicomException e = assertThrows(DicomException.class, () -> cut(frames, 3));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
    assertEquals(530, e.byteOffset().orElseThrow());
  }

  @Test
  void noFragmentsAreTooLittle() throws DicomException {
    FragmentedFrames frames =
        FragmentedFrames.of(data(List.of()), 1, TransferSyntax.JPEG_BASELINE_8_BIT);
    DicomException e = assertThrows(DicomException.class, () -> cut(frames, 0));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
  }
}
