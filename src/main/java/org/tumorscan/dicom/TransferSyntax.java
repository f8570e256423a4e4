package org.tumorscan.dicom;

import java.util.Optional;

/**
 * The transfer syntaxes that this program knows by name, whether or not it reads them.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#chapter_10">PS3.5
 *     10</a>, PS3.6 A
 */
public enum TransferSyntax {
  IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", "Implicit VR Little Endian", Encoding.NATIVE),
  EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Encoding.NATIVE),
  ENCAPSULATED_UNCOMPRESSED(
      "1.2.840.10008.1.2.1.98",
      "Encapsulated Uncompressed Explicit VR Little Endian",
      Encoding.ENCAPSULATED),
  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN(
      "1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Encoding.NATIVE),
  EXPLICIT_VR_BIG_ENDIAN("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Encoding.NATIVE),
  JPEG_BASELINE_8_BIT("1.2.840.10008.1.2.4.50", "JPEG Baseline 8-bit", Encoding.ENCAPSULATED),
  JPEG_EXTENDED_12_BIT("1.2.840.10008.1.2.4.51", "JPEG Extended 12-bit", Encoding.ENCAPSULATED),
  JPEG_SPECTRAL_SELECTION(
      "1.2.840.10008.1.2.4.53", "JPEG Spectral Selection", Encoding.ENCAPSULATED),
  JPEG_FULL_PROGRESSION("1.2.840.10008.1.2.4.55", "JPEG Full Progression", Encoding.ENCAPSULATED),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless", Encoding.ENCAPSULATED),
  JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless SV1", Encoding.ENCAPSULATED),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", Encoding.ENCAPSULATED),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", Encoding.ENCAPSULATED),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", Encoding.ENCAPSULATED),
  JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", Encoding.ENCAPSULATED),
  JPEG_2000_PART_2_LOSSLESS(
      "1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless", Encoding.ENCAPSULATED),
  JPEG_2000_PART_2("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2", Encoding.ENCAPSULATED),
  JPIP_REFERENCED("1.2.840.10008.1.2.4.94", "JPIP Referenced", Encoding.ENCAPSULATED),
  JPIP_REFERENCED_DEFLATE(
      "1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Encoding.ENCAPSULATED),
  MPEG2_MAIN_PROFILE_MAIN_LEVEL(
      "1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", Encoding.ENCAPSULATED),
  MPEG2_MAIN_PROFILE_HIGH_LEVEL(
      "1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level", Encoding.ENCAPSULATED),
  MPEG4_AVC_HIGH_PROFILE(
      "1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile", Encoding.ENCAPSULATED),
  MPEG4_AVC_BD_COMPATIBLE(
      "1.2.840.10008.1.2.4.103",
      "MPEG-4 AVC/H.264 BD-compatible High Profile",
      Encoding.ENCAPSULATED),
  MPEG4_AVC_2D_VIDEO(
      "1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile 2D", Encoding.ENCAPSULATED),
  MPEG4_AVC_3D_VIDEO(
      "1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile 3D", Encoding.ENCAPSULATED),
  MPEG4_AVC_STEREO(
      "1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile", Encoding.ENCAPSULATED),
  HEVC_MAIN_PROFILE("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile", Encoding.ENCAPSULATED),
  HEVC_MAIN_10_PROFILE(
      "1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile", Encoding.ENCAPSULATED),
  JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", "JPEG XL Lossless", Encoding.ENCAPSULATED),
  JPEG_XL_JPEG_RECOMPRESSION(
      "1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression", Encoding.ENCAPSULATED),
  JPEG_XL("1.2.840.10008.1.2.4.112", "JPEG XL", Encoding.ENCAPSULATED),
  HTJ2K_LOSSLESS(
      "1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless", Encoding.ENCAPSULATED),
  HTJ2K_LOSSLESS_RPCL(
      "1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 Lossless RPCL", Encoding.ENCAPSULATED),
  HTJ2K("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", Encoding.ENCAPSULATED),
  RLE_LOSSLESS("1.2.840.10008.1.2.5", "RLE Lossless", Encoding.ENCAPSULATED),
  DEFLATED_IMAGE_FRAME(
      "1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Encoding.ENCAPSULATED);

  /** Whether Pixel Data is one value or a sequence of fragments. */
  public enum Encoding {
    NATIVE,
    ENCAPSULATED
  }

  /** What a transfer syntax does to pixels. */
  public enum Loss {
    /** They come out as they went in. */
    NONE,
    /** That depends on how they were encoded. */
    POSSIBLE,
    /** They do not. */
    CERTAIN
  }

  private final String uid;
  private final String displayName;
  private final Encoding encoding;

  TransferSyntax(String uid, String displayName, Encoding encoding) {
    this.uid = uid;
    this.displayName = displayName;
    this.encoding = encoding;
  }

  /** The UID in Transfer Syntax UID (0002,0010). */
  public String uid() {
    return uid;
  }

  /** The name for people. */
  public String displayName() {
    return displayName;
  }

  /** Whether Pixel Data is encapsulated in fragments. */
  public boolean isEncapsulated() {
    return encoding == Encoding.ENCAPSULATED;
  }

  /**
   * Whether an image in this transfer syntax has lost something by it.
   *
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.2">PS3.5
   *     8.2, A.4</a>
   */
  public Loss loss() {
    return switch (this) {
      case JPEG_BASELINE_8_BIT,
          JPEG_EXTENDED_12_BIT,
          JPEG_SPECTRAL_SELECTION,
          JPEG_FULL_PROGRESSION,
          JPEG_XL_JPEG_RECOMPRESSION,
          MPEG2_MAIN_PROFILE_MAIN_LEVEL,
          MPEG2_MAIN_PROFILE_HIGH_LEVEL,
          MPEG4_AVC_HIGH_PROFILE,
          MPEG4_AVC_BD_COMPATIBLE,
          MPEG4_AVC_2D_VIDEO,
          MPEG4_AVC_3D_VIDEO,
          MPEG4_AVC_STEREO,
          HEVC_MAIN_PROFILE,
          HEVC_MAIN_10_PROFILE ->
          Loss.CERTAIN;
      case JPEG_LS_NEAR_LOSSLESS,
          JPEG_2000,
          JPEG_2000_PART_2,
          JPIP_REFERENCED,
          JPIP_REFERENCED_DEFLATE,
          JPEG_XL,
          HTJ2K ->
          Loss.POSSIBLE;
      default -> Loss.NONE;
    };
  }

  /** The transfer syntax with that UID, or empty where this program knows none. */
  public static Optional<TransferSyntax> of(String uid) {
    for (TransferSyntax value : values()) {
      if (value.uid.equals(uid)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
