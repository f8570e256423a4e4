package org.tumorscan.dicom;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that cannot be read as a DICOM image, with the reason and the place.
 *
 * <p>The message says what was found and what was expected; it never holds a value of a text
 * element, since that may identify a patient.
 */
public final class DicomException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a file is rejected. {@link #code()} is what reports print. */
  public enum Reason {
    /** The operating system would not give the bytes. */
    UNREADABLE,
    /** A DICOMDIR refers to the file, but it is not there. */
    MISSING_FILE,
    /** Not a DICOM file at all. */
    NOT_DICOM,
    /** The file ends before an element does. */
    TRUNCATED,
    /** An element, length or structure that the standard does not allow. */
    MALFORMED,
    /** A DICOM object without pixels: a structured report, a plan, a directory. */
    NOT_AN_IMAGE,
    /** An attribute that an image must have is not there. */
    MISSING_ATTRIBUTE,
    /** An attribute whose value the standard or this program does not allow. */
    INVALID_ATTRIBUTE,
    /** A transfer syntax that this program does not read. */
    UNSUPPORTED_TRANSFER_SYNTAX,
    /** A photometric interpretation or pixel layout that this program does not read. */
    UNSUPPORTED_PIXEL_FORMAT,
    /** Less pixel data than rows, columns and frames call for. */
    TOO_LITTLE_PIXEL_DATA,
    /** A compressed frame that its decoder cannot read. */
    CORRUPT_FRAME,
    /** More bytes, elements, nesting or pixels than the limits allow. */
    LIMIT_EXCEEDED;

    /** The name in reports: lower case with hyphens, such as {@code not-dicom}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final String message;
  private final transient Optional<DicomTag> tag;
  private final transient OptionalLong byteOffset;

  private DicomException(
      Reason reason, String message, Optional<DicomTag> tag, OptionalLong byteOffset) {
    super(message);
    this.reason = reason;
    this.message = message;
    this.tag = tag;
    this.byteOffset = byteOffset;
  }

  /** A failure of the file as a whole. */
  public static DicomException of(Reason reason, String message) {
    return new DicomException(reason, message, Optional.empty(), OptionalLong.empty());
  }

  /** A file or directory whose bytes the operating system would not give. */
  public static DicomException unreadable(IOException failure) {
    return of(Reason.UNREADABLE, whatTheSystemSays(failure));
  }

  // Messages of most exceptions are bare paths, which the caller knows and may not want to print.
  private static String whatTheSystemSays(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    return reason == null || reason.isEmpty()
        ? "the operating system could not read it"
        : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }

  /** A failure at a byte of the file. */
  public static DicomException at(Reason reason, long byteOffset, String message) {
    return new DicomException(reason, message, Optional.empty(), OptionalLong.of(byteOffset));
  }

  /** A failure of an element whose place in the file does not matter, such as a missing one. */
  public static DicomException of(Reason reason, DicomTag tag, String message) {
    return new DicomException(reason, message, Optional.of(tag), OptionalLong.empty());
  }

  /** A failure of an element at a byte of the file. */
  public static DicomException at(Reason reason, DicomTag tag, long byteOffset, String message) {
    return new DicomException(reason, message, Optional.of(tag), OptionalLong.of(byteOffset));
  }

  /** What was found and what was expected. */
  @Override
  public String getMessage() {
    return message;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The element concerned, where there is one. */
  public Optional<DicomTag> tag() {
    return tag;
  }

  /** Where in the file, counted from its first byte, where that is known. */
  public OptionalLong byteOffset() {
    return byteOffset;
  }
}
