package org.tumorscan.pipeline;

import java.util.regex.Pattern;

/** Names that people give to DICOM files and to nothing else. */
final class ScanName {
  private static final Pattern PATTERN =
      Pattern.compile(".*\\.(dcm|dicom|ima)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ScanName() {}

  static boolean isOne(String path) {
    return PATTERN.matcher(path).matches();
  }
}
