package org.tumorscan.inference;

import java.util.Locale;

/** What the network computes in. Pictures come and features go in float32 in any case. */
public enum Precision {
  /** Single precision throughout. */
  FLOAT32,
  /** Stages 2 to 4 in bfloat16, summed within convolutions and through stage 2 in float32. */
  BFLOAT16,
  /** Half precision, on GPUs. */
  FLOAT16;

  /** The name in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which of them a caller asks for. */
  public enum Choice {
    /** The quickest of those whose likelihoods agree with float32 to 0.01. */
    AUTO,
    /** Single precision, whatever the processor. */
    FLOAT32;

    /** The name of the choice for users. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
