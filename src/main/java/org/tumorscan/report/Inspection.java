package org.tumorscan.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was seen of one file: the fields of a line of {@code inspect --json}, under their names
 * there. Nothing of the patient's identity is in it.
 *
 * @param path the file
 * @param header what its header states; empty where that cannot be read
 * @param warnings where it departs from the standard and was read nevertheless
 * @param pixels what its pixels decode to; empty where they cannot be decoded
 * @param previews names of the pictures that were made of it
 * @param error why it could not be read to the end
 * @param skipped the search came by it, but it is no scan; the error says what it is
 */
@JsonInclude(Include.NON_EMPTY)
public record Inspection(
    String path,
    @JsonUnwrapped Optional<Header> header,
    List<String> warnings,
    Optional<Pixels> pixels,
    List<String> previews,
    Optional<Failure> error,
    @JsonIgnore boolean skipped) {

  /** Copies the lists, and makes the path fit for UTF-8. */
  public Inspection {
    path = Printable.wellFormed(path);
    warnings = List.copyOf(warnings);
    previews = List.copyOf(previews);
  }

  /** A file of which nothing else is known. */
  public static Inspection failed(String path, Failure failure, boolean skipped) {
    return new Inspection(
        path,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(failure),
        skipped);
  }

  /**
   * What the header states.
   *
   * @param sopClass SOP Class UID
   * @param transferSyntax Transfer Syntax UID
   * @param bits how a sample lies in its cell
   * @param photometric Photometric Interpretation
   * @param rescale of the first frame
   * @param window of the first frame
   * @param variesByFrame which of {@code rescale} and {@code window} other frames have otherwise
   */
  @JsonInclude(Include.NON_ABSENT)
  public record Header(
      Optional<String> sopClass,
      String transferSyntax,
      Optional<String> modality,
      Optional<String> bodyPart,
      int rows,
      int columns,
      int frames,
      int samplesPerPixel,
      Bits bits,
      String photometric,
      Rescale rescale,
      List<Window> window,
      @JsonInclude(Include.NON_EMPTY) List<String> variesByFrame) {

    /** Copies the lists. */
    public Header {
      window = List.copyOf(window);
      variesByFrame = List.copyOf(variesByFrame);
    }
  }

  /** Bits Allocated, Bits Stored, High Bit and whether the values are signed. */
  public record Bits(int allocated, int stored, int high, boolean signed) {}

  /** Slope and intercept, or the size of a Modality LUT. */
  @JsonInclude(Include.NON_ABSENT)
  public record Rescale(OptionalDouble slope, OptionalDouble intercept, OptionalInt tableEntries) {}

  /** A window, or the size of a VOI LUT. */
  @JsonInclude(Include.NON_ABSENT)
  public record Window(
      OptionalDouble center,
      OptionalDouble width,
      Optional<String> function,
      OptionalInt tableEntries) {}

  /**
   * The stored values of the frames that were looked at.
   *
   * @param shape [frames, rows, columns] or [frames, rows, columns, samples]
   * @param min least value; a whole number where the pixels are integers
   * @param max greatest value; likewise
   * @param mean arithmetic mean
   * @param sha256 in hexadecimal, over the values in C order as little endian int64, or float64
   *     where the pixels are floating point
   */
  public record Pixels(List<Integer> shape, Number min, Number max, double mean, String sha256) {
    /** Copies the list. */
    public Pixels {
      shape = List.copyOf(shape);
    }
  }

  /**
   * Why a file could not be read.
   *
   * @param reason a code such as {@code truncated}
   * @param message for people
   * @param tag {@code (gggg,eeee)}, where an element is to blame
   * @param offset from the start of the file, where known
   */
  @JsonInclude(Include.NON_ABSENT)
  public record Failure(String reason, String message, Optional<String> tag, OptionalLong offset) {}
}
