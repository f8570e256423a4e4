package org.tumorscan.pipeline;

/** Hears how far a long task is. Called by one thread at a time. */
public interface Progress {

  /** Nobody listens. */
  Progress NONE =
      new Progress() {
        @Override
        public void advance(long steps) {}
      };

  /** Some steps are done. */
  void advance(long steps);

  /**
   * A file was passed over, since it is no input at all.
   *
   * @param path the file
   * @param reason in plain words
   */
  default void skipped(String path, String reason) {}
}
