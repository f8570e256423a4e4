package org.tumorscan.training;

/** Training data that cannot be used, with the reason. The message names the file and line. */
public final class TrainingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why the data cannot be used. */
  public enum Reason {
    /** A picture that cannot be read. */
    MALFORMED,
    /** A network without what the head is to look at, or without anything that can learn. */
    UNSUITABLE_NETWORK,
    /**
     * A batch that does not fit into the device's memory, or pictures that do not into Java's heap.
     */
    OUT_OF_MEMORY,
    /** A disk without room for what the run keeps there. */
    NO_SPACE,
    /** A loss that is no number. */
    DIVERGED,
    /** The state of another run stands where this one's belongs. */
    OTHER_RUN
  }

  private final Reason reason;

  /** A failure without a cause of its own. */
  public TrainingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure that another one caused. */
  public TrainingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
