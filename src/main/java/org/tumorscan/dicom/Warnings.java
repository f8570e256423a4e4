package org.tumorscan.dicom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a reader puts up with in one file, for {@link DicomInstance#warnings()}. Confined
 * to one thread.
 *
 * <p>Texts are plain words and never hold the value of a text element, since that may identify a
 * patient.
 */
public final class Warnings {
  /** How many different texts are kept; a file with more is no better known by them. */
  public static final int MOST = 16;

  private static final String MORE = "there are more departures from the standard";

  private final Set<String> texts = new LinkedHashSet<>();
  private boolean more;

  /** Adds a text, unless it is there. */
  public void add(String text) {
    if (texts.size() < MOST) {
      texts.add(text);
    } else {
      more |= !texts.contains(text);
    }
  }

  /** The texts in the order of their first coming. */
  public List<String> texts() {
    List<String> all = new ArrayList<>(texts);
    if (more) {
      all.add(MORE);
    }
    return List.copyOf(all);
  }
}
