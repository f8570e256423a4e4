package org.tumorscan.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real scans that developers keep beside the repository; not part of the project. */
public final class SharedScans {
  private SharedScans() {}

  /** The conformance files, or the test that asks is skipped. */
  public static Path conformance() {
    String stated = System.getenv("TUMORSCAN_SHARED");
    Path shared = Path.of(stated == null ? "../shared" : stated);
    Path files = shared.resolve("scans/conformance");
    Assumptions.assumeTrue(
        Files.isRegularFile(files.resolve("MANIFEST.tsv")),
        "skipped: no conformance files in ../shared or TUMORSCAN_SHARED");
    return files;
  }
}
