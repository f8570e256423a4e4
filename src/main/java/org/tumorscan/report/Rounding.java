package org.tumorscan.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How many decimals reports show. Decisions are made before rounding. */
public final class Rounding {
  private Rounding() {}

  /** Four decimals, for programs. */
  public static BigDecimal exact(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }

  /** Three decimals, for people. */
  public static String readable(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  /** One decimal, for distances and contributions. */
  public static String oneDecimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
