package org.tumorscan.training;

/** Training data that cannot be used, with the reason. The message names the file and line. */
public final class TrainingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why the data cannot be used. */
  public enum Reason {
    /** No label table, or a file of it that is not there. */
    NOT_FOUND,
    /** A table without a needed column, or with a value that is not allowed. */
    MALFORMED,
    /** A group that lies in both splits. */
    GROUP_CROSSES_SPLITS,
    /** A split without one of the classes. */
    CLASS_MISSING
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
