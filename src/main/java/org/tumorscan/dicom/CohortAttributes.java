package org.tumorscan.dicom;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an image can be put together with others by: coarse facts that an evaluation is broken down
 * by. Sex and age are the patient's, so they are for counting many patients, never for the report
 * of one.
 *
 * @param scanner Manufacturer (0008,0070) and Manufacturer's Model Name (0008,1090), as far as
 *     stated
 * @param sex Patient's Sex (0010,0040): {@code M}, {@code F} or {@code O}
 * @param ageYears Patient's Age (0010,1010) in whole years
 */
public record CohortAttributes(
    Optional<String> scanner, Optional<String> sex, OptionalInt ageYears) {
  /** Nothing is known. */
  public static final CohortAttributes UNKNOWN =
      new CohortAttributes(Optional.empty(), Optional.empty(), OptionalInt.empty());
}
