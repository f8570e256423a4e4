package org.tumorscan.dataset;

import java.util.Locale;
import java.util.Optional;

/** What a case is for. */
public enum Split {
  /** Learned from. */
  TRAIN("train", "training"),
  /** Judged by while a model is made: calibration, thresholds, early stopping. */
  VALIDATION("val", "validation", "valid"),
  /** Judged by once, by {@code evaluate} alone. */
  TEST("test", "testing");

  private final String[] names;

  Split(String... names) {
    this.names = names;
  }

  /** The split of that name, in any case; empty where the name means none. */
  public static Optional<Split> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Split split : values()) {
      for (String own : split.names) {
        if (own.equals(wanted)) {
          return Optional.of(split);
        }
      }
    }
    return Optional.empty();
  }

  /** As the column {@code split} writes it. */
  @Override
  public String toString() {
    return names[0];
  }
}
