package org.tumorscan.image;

import java.util.Locale;
import java.util.Objects;

/** A frame that was read but cannot be made into a network's input, with the reason. */
public final class UnpreparableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. {@link #code()} is what reports print. */
  public enum Reason {
    /** A photometric interpretation that this program cannot turn into grey. */
    UNSUPPORTED_PHOTOMETRIC_INTERPRETATION,
    /**
     * Every pixel that is image has the same intensity, or no pixel is image: nothing to judge.
     * Rightly met in practice, as in the empty slices at the ends of a series.
     */
    BLANK;

    /** The name in reports: lower case with hyphens, such as {@code blank}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  UnpreparableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What was found and what was expected. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
