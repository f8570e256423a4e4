package org.tumorscan.dataset;

/** A data set that cannot be used, with the reason. The message names file and line. */
public final class DatasetException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why the data set cannot be used. */
  public enum Reason {
    /** No label table and no class directory, or a file of the table that is not there. */
    NOT_FOUND,
    /** A table without a needed column, or with a value that is not allowed. */
    MALFORMED,
    /** A picture that has two lines, whatever they say. */
    LISTED_TWICE,
    /** A picture that cannot be read. */
    UNREADABLE,
    /** A class without a picture, in all or in a split. */
    CLASS_MISSING,
    /** Fewer patients than splits need. */
    TOO_FEW_GROUPS,
    /** A patient, a group or near-duplicates that lie in several splits. */
    SPLITS_LEAK
  }

  private final Reason reason;

  /** A failure without a cause of its own. */
  public DatasetException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure that another one caused. */
  public DatasetException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
