package org.tumorscan.inference;

/** The network could not run, with the reason. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why the network could not run. */
  public enum Reason {
    /** The device asked for is not there. */
    DEVICE_NOT_AVAILABLE,
    /** The native library cannot be loaded. */
    ENGINE_NOT_AVAILABLE,
    /** The network failed on a batch. */
    FAILED
  }

  private final Reason reason;

  /** A failure without a cause of its own. */
  public InferenceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure that another one caused. */
  public InferenceException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
