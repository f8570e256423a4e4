package org.tumorscan.dicom;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory of a medium: which files a DICOMDIR refers to.
 *
 * @param files the referenced files in the order of their records, each once
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html#sect_8.6">PS3.10
 *     8.6</a>, PS3.3 F.3
 */
public record MediaDirectory(List<FileId> files) {
  /** The name that the standard gives the file. */
  public static final String FILE_NAME = "DICOMDIR";

  /** How much of a file's start {@link #isOne} needs at most. */
  public static final int START_BYTES = 512;

  private static final int PREFIX_AT = 128;

  /** Media Storage SOP Class UID (0002,0002) with the UID of Media Storage Directory Storage. */
  private static final String SOP_CLASS_ELEMENT =
      "\u0002\u0000\u0002\u0000UI\u0014\u00001.2.840.10008.1.3.10";

  /** Copies the list. */
  public MediaDirectory {
    files = List.copyOf(files);
  }

  /**
   * Referenced File ID (0004,1500).
   *
   * @param components names of directories from the DICOMDIR's own downwards, then of the file
   */
  public record FileId(List<String> components) {
    /** Copies the list. */
    public FileId {
      components = List.copyOf(components);
    }

    /** Whether this stays below the DICOMDIR's directory and is made of printable ASCII. */
    public boolean isBelow() {
      return components.stream().allMatch(FileId::isName);
    }

    private static final Pattern ISO_9660_END = Pattern.compile("\\.?(;\\d{1,5})?(?=/|$)");

    private static boolean isName(String component) {
      return !component.isEmpty()
          && !component.equals(".")
          && !component.equals("..")
          && component.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '/');
    }

    /** This name as {@link #comparable} makes it. */
    public String comparable() {
      return comparable(toString());
    }

    /**
     * A name as far as media agree on it: ISO 9660 has capitals, and a dot and a version at the
     * end, of which some systems show all and others none.
     *
     * @param name components with slashes between them
     */
    public static String comparable(String name) {
      return ISO_9660_END.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The components with slashes between them. */
    @Override
    public String toString() {
      return String.join("/", components);
    }
  }

  /**
   * Whether a file that begins so is a DICOMDIR.
   *
   * @param start the first {@value #START_BYTES} bytes, as far as there are so many
   */
  public static boolean isOne(byte[] start) {
    // One character a byte.
    String text =
        new String(start, 0, Math.min(start.length, START_BYTES), StandardCharsets.ISO_8859_1);
    return text.startsWith("DICM", PREFIX_AT) && text.indexOf(SOP_CLASS_ELEMENT, PREFIX_AT) > 0;
  }

  /**
   * What a DICOMDIR's data set refers to.
   *
   * @throws DicomException where the records cannot be read
   */
  public static MediaDirectory of(DataSet dataSet) throws DicomException {
    Set<FileId> files = new LinkedHashSet<>();
    for (DataSet directoryRecord : dataSet.items(DicomTag.DIRECTORY_RECORD_SEQUENCE)) {
      List<String> components = directoryRecord.strings(DicomTag.REFERENCED_FILE_ID);
      if (!components.isEmpty()) {
        files.add(new FileId(components));
      }
    }
    return new MediaDirectory(List.copyOf(files));
  }
}
