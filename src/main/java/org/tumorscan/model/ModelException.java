package org.tumorscan.model;

/** A model that cannot be used, with the reason. The message names the file or URL concerned. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a model cannot be used. */
  public enum Reason {
    /** No model of that name, path or URL. */
    NOT_FOUND,
    /** A repository that the caller named did not answer. */
    UNREACHABLE,
    /** A file is not what the manifest says it is. */
    DIGEST_MISMATCH,
    /** A manifest or weights file that cannot be read. */
    MALFORMED,
    /** Parts that do not fit together, or a format of a newer program. */
    INCOMPATIBLE
  }

  private final Reason reason;

  /** A failure without a cause of its own. */
  public ModelException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure that another one caused. */
  public ModelException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
