package org.tumorscan.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.image.ModelInput;
import org.tumorscan.report.Outcome;

/**
 * What one file gives, frame by frame, from the worker that reads it to the network. Bounded, so
 * that a file of ten thousand frames holds no more memory than one of ten.
 */
final class FrameStream {
  private static final int CAPACITY = 4;

  private final BlockingQueue<Optional<Item>> items = new ArrayBlockingQueue<>(CAPACITY);

  /** One frame, ready for the network or already decided. */
  sealed interface Item {
    /** Ready for the network. */
    record Prepared(
        Outcome.Subject subject,
        ModelInput input,
        String key,
        Optional<SlicePlane> plane,
        SourceAttributes source,
        List<String> warnings)
        implements Item {}

    /** Needs no network. */
    record Decided(Outcome outcome, Optional<SlicePlane> plane, SourceAttributes source)
        implements Item {
      /** Of a source that nothing is made of. */
      Decided(Outcome outcome) {
        this(outcome, Optional.empty(), SourceAttributes.UNKNOWN);
      }
    }

    /** No input at all, such as a text beside the scans. */
    record Skipped(String path, String reason) implements Item {}
  }

  void put(Item item) throws InterruptedException {
    items.put(Optional.of(item));
  }

  void end() throws InterruptedException {
    items.put(Optional.empty());
  }

  /** The next frame, waiting for it; empty at the end. */
  Optional<Item> take() throws InterruptedException {
    return items.take();
  }
}
