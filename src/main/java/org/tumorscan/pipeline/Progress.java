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
}
