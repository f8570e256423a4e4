package org.tumorscan.cli.options;

import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomReader;

/**
 * The DICOM readers of this program.
 *
 * @param available at least one; the first is used where nothing else is asked for
 * @param preferred the name in {@link #VARIABLE}, empty where that is not set
 */
public record DicomReaders(List<DicomReader> available, Optional<String> preferred) {
  /** The environment variable that names a reader. */
  public static final String VARIABLE = "TUMORSCAN_DICOM_READER";

  /** Copies the list. */
  public DicomReaders {
    available = List.copyOf(available);
  }

  /** The reader of that name, which is without its version: {@code dcm4che}. */
  Optional<DicomReader> named(String name) {
    return available.stream().filter(reader -> shortName(reader).equals(name)).findFirst();
  }

  /** The preferred reader where there is one, else the first. */
  public DicomReader standard() {
    return preferred.flatMap(this::named).orElse(available.get(0));
  }

  List<String> names() {
    return available.stream().map(DicomReaders::shortName).toList();
  }

  private static String shortName(DicomReader reader) {
    return reader.name().split(" ", 2)[0];
  }
}
