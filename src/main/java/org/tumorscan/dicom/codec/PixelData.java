package org.tumorscan.dicom.codec;

import java.util.List;
import org.tumorscan.dicom.DicomTag;

/** The value of the pixel data element of a file, cut no further than the file itself does. */
public sealed interface PixelData {

  /** Where the value stands in the file. */
  long byteOffset();

  /**
   * Samples as they are.
   *
   * @param element Pixel Data, Float Pixel Data or Double Float Pixel Data
   * @param bytes the value, in the data set's byte order; shorter than the element's length where
   *     the file ends too soon
   * @param swappedBytes the two bytes of every 16-bit word stand in each other's place, which
   *     concerns samples of 1 and 8 bits: OW in big endian
   */
  record Native(DicomTag element, PixelBytes bytes, boolean swappedBytes, long byteOffset)
      implements PixelData {}

  /**
   * Compressed frames in fragments.
   *
   * @param fragments all but the first item, which is the basic offset table
   * @param frameOffsets where each frame's first fragment begins, counted from the first byte of
   *     the first fragment's item tag; empty where the file has no offset table
   * @param byteOffset of the first fragment's item tag
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4">PS3.5
   *     A.4</a>
   */
  record Encapsulated(List<Fragment> fragments, List<Long> frameOffsets, long byteOffset)
      implements PixelData {
    public Encapsulated {
      fragments = List.copyOf(fragments);
      frameOffsets = List.copyOf(frameOffsets);
    }
  }

  /**
   * A fragment.
   *
   * @param bytes its value
   * @param byteOffset where the value begins in the file, 8 bytes after its item tag
   * @param complete false where the file ends inside it
   */
  record Fragment(PixelBytes bytes, long byteOffset, boolean complete) {}
}
