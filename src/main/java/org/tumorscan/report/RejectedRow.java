package org.tumorscan.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rejected file or frame of the page, as it waits in the spool. Absent parts are empty text.
 *
 * @param place the file
 * @param reason a code such as {@code truncated}
 * @param message for people, with warnings behind it
 * @param tag {@code (gggg,eeee)}
 * @param byteOffset from the start of the file
 */
record RejectedRow(
    SliceCard.Place place, String reason, String message, String tag, String byteOffset) {

  static RejectedRow of(Outcome.Rejected rejected) {
    return new RejectedRow(
        SliceCard.Place.of(rejected.subject(), 0),
        rejected.reason(),
        Printable.of(
            Stream.concat(Stream.of(rejected.message()), rejected.warnings().stream())
                .collect(Collectors.joining("; "))),
        rejected.tag().orElse(""),
        rejected.byteOffset().isPresent() ? Long.toString(rejected.byteOffset().getAsLong()) : "");
  }
}
