package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.codec.EncodedFrame.NativeSamples;
import org.tumorscan.dicom.codec.PixelData.Fragment;

/**
 * Which fragments make which frame.
 *
 * <p>The offset table says it where there is one that fits. Without one, a single frame takes all
 * fragments; of several frames each takes one fragment (RLE, where the standard says so, and
 * wherever there are as many fragments as frames), or begins where a fragment begins with the code
 * stream's start marker.
 *
 * @param firstFragments index of each frame's first fragment, in order
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4">PS3.5
 *     A.4</a>
 */
record FragmentedFrames(PixelData.Encapsulated data, List<Integer> firstFragments) {
  private static final int ITEM_HEADER_BYTES = 8;
  private static final int JPEG_START_OF_IMAGE = 0xFFD8;
  private static final int JPEG_2000_START_OF_CODESTREAM = 0xFF4F;

  static FragmentedFrames of(
      PixelData.Encapsulated data, int frameCount, TransferSyntax transferSyntax)
      throws DicomException {
    List<Fragment> fragments = data.fragments();
    if (frameCount == 1) {
      return new FragmentedFrames(data, fragments.isEmpty() ? List.of() : List.of(0));
    }
    List<Integer> stated = fromOffsets(data);
    if (data.frameOffsets().size() == frameCount && !stated.isEmpty()) {
      return new FragmentedFrames(data, stated);
    }
    boolean oneEach =
        transferSyntax == TransferSyntax.RLE_LOSSLESS || fragments.size() == frameCount;
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < fragments.size(); i++) {
      if (oneEach || startsCodeStream(fragments.get(i).bytes())) {
        starts.add(i);
      }
    }
    return new FragmentedFrames(data, List.copyOf(starts));
  }

  /** Frames whose offset meets a fragment, up to the first that does not. */
  private static List<Integer> fromOffsets(PixelData.Encapsulated data) {
    Map<Long, Integer> indexByOffset = new HashMap<>();
    for (int i = 0; i < data.fragments().size(); i++) {
      long itemTag = data.fragments().get(i).byteOffset() - ITEM_HEADER_BYTES;
      indexByOffset.put(itemTag - data.byteOffset(), i);
    }
    List<Integer> starts = new ArrayList<>();
    for (long offset : data.frameOffsets()) {
      Integer index = indexByOffset.get(offset);
      if (index == null || (!starts.isEmpty() && index <= starts.get(starts.size() - 1))) {
        break;
      }
      starts.add(index);
    }
    return List.copyOf(starts);
  }

  private static boolean startsCodeStream(PixelBytes bytes) throws DicomException {
    if (bytes.length() < 2) {
      return false;
    }
    ByteBuffer start = bytes.read(0, 2);
    int marker = (start.get(0) & 0xFF) << 8 | start.get(1) & 0xFF;
    return marker == JPEG_START_OF_IMAGE || marker == JPEG_2000_START_OF_CODESTREAM;
  }

  /** The bytes of a frame, its fragments joined. */
  EncodedFrame cut(int frameIndex, NativeSamples samples) throws DicomException {
    List<Fragment> all = data.fragments();
    if (frameIndex >= firstFragments.size()) {
      Fragment last = all.isEmpty() ? null : all.get(all.size() - 1);
      throw tooLittle(
          last == null ? data.byteOffset() : last.byteOffset() + last.bytes().length(),
          "%d fragments hold %d frames, not a frame %d"
              .formatted(all.size(), firstFragments.size(), frameIndex + 1));
    }
    int from = firstFragments.get(frameIndex);
    int to =
        frameIndex + 1 < firstFragments.size() ? firstFragments.get(frameIndex + 1) : all.size();
    List<Fragment> own = all.subList(from, to);
    for (Fragment fragment : own) {
      if (!fragment.complete()) {
        throw tooLittle(
            fragment.byteOffset() + fragment.bytes().length(),
            "the file ends inside a fragment of frame " + (frameIndex + 1));
      }
    }
    ByteBuffer bytes = own.size() == 1 ? whole(own.get(0)) : join(own);
    return new EncodedFrame(
        bytes.order(ByteOrder.LITTLE_ENDIAN), 0, own.get(0).byteOffset(), samples);
  }

  private static DicomException tooLittle(long byteOffset, String message) {
    return DicomException.at(
        Reason.TOO_LITTLE_PIXEL_DATA, DicomTag.PIXEL_DATA, byteOffset, message);
  }

  // No overflow: the fragments lie in one file, which is smaller than an array may be.
  private static ByteBuffer join(List<Fragment> fragments) throws DicomException {
    int length = fragments.stream().mapToInt(fragment -> fragment.bytes().length()).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (Fragment fragment : fragments) {
      joined.put(whole(fragment));
    }
    return joined.flip();
  }

  private static ByteBuffer whole(Fragment fragment) throws DicomException {
    return fragment.bytes().read(0, fragment.bytes().length());
  }
}
