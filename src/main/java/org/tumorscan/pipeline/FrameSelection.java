package org.tumorscan.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which frames of every file are wanted.
 *
 * @param ranges of frame numbers; empty for all frames
 */
public record FrameSelection(List<Range> ranges) {
  /** All frames of every file. */
  public static final FrameSelection ALL = new FrameSelection(List.of());

  /** Copies the list. */
  public FrameSelection {
    ranges = List.copyOf(ranges);
  }

  /**
   * Frames that follow each other.
   *
   * @param first frame number, from 1
   * @param last frame number, at least {@code first}
   */
  public record Range(int first, int last) {
    public Range {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("frames " + first + " to " + last);
      }
    }
  }

  /**
   * The frames that a file has and that are wanted.
   *
   * @param frameCount frames in the file
   * @return indices from 0, in the order of the file, each once
   */
  int[] indices(int frameCount) {
    return IntStream.range(0, frameCount).filter(index -> contains(index + 1)).toArray();
  }

  /**
   * Says which frames are wanted that a file has not; empty where it has all.
   *
   * @param frameCount frames in the file
   */
  Optional<String> absent(int frameCount) {
    String numbers =
        ranges.stream()
            .filter(range -> range.last() > frameCount)
            .map(range -> new Range(Math.max(range.first(), frameCount + 1), range.last()))
            .map(r -> r.first() == r.last() ? "" + r.first() : r.first() + "-" + r.last())
            .collect(Collectors.joining(","));
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no frame %s: the file has %d %s"
                .formatted(numbers, frameCount, frameCount == 1 ? "frame" : "frames"));
  }

  private boolean contains(int frameNumber) {
    return ranges.isEmpty()
        || ranges.stream()
            .anyMatch(range -> range.first() <= frameNumber && frameNumber <= range.last());
  }
}
