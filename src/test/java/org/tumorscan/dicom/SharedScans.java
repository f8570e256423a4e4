package org.tumorscan.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real scans that developers keep beside the repository; not part of the project. */
public final class SharedScans {
  private SharedScans() {}

  /** The conformance files, or the test that asks is skipped. */
  public static Path conformance() {
    return holding("scans/conformance", "MANIFEST.tsv");
  }

  /** Two series of patients, or the test that asks is skipped. */
  public static Path series() {
    return holding("scans/series", "lung-ct-A0002");
  }

  /** Pictures of heads, or the test that asks is skipped. */
  public static Path brainMri() {
    return holding("brain-mri", "labels.csv");
  }

  private static Path holding(String name, String content) {
    String stated = System.getenv("TUMORSCAN_SHARED");
    Path directory = Path.of(stated == null ? "../shared" : stated).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(directory.resolve(content)),
        "skipped: no " + name + " in ../shared or TUMORSCAN_SHARED");
    return directory;
  }
}
