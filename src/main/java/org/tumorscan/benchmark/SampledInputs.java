package org.tumorscan.benchmark;

import java.util.List;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.pipeline.ScanSource;

/**
 * Files to measure with, few enough to be read again and again.
 *
 * @param files files that were looked at
 * @param whole whether those are all the inputs
 * @param skipped files among them that are no DICOM and that nobody named
 * @param unreadable files among them that cannot be read
 * @param groups readable files by transfer syntax, a few of each
 */
public record SampledInputs(
    int files, boolean whole, int skipped, List<Unreadable> unreadable, List<Group> groups) {

  /** Copies the lists. */
  public SampledInputs {
    unreadable = List.copyOf(unreadable);
    groups = List.copyOf(groups);
  }

  /**
   * A file that cannot be read.
   *
   * @param path as the user would name it
   * @param reason code of the reason, such as {@code truncated}
   * @param message for people
   */
  public record Unreadable(String path, String reason, String message) {}

  /**
   * Files of one transfer syntax.
   *
   * @param bytes of all frames that are to be decoded, once decoded
   */
  public record Group(TransferSyntax transferSyntax, List<Sample> samples, long bytes) {
    public Group {
      samples = List.copyOf(samples);
    }

    int frames() {
      return samples.stream().mapToInt(Sample::frames).sum();
    }
  }

  /**
   * A file.
   *
   * @param frames how many, from the first on, are to be decoded; at least 1
   */
  public record Sample(ScanSource source, int frames) {}
}
