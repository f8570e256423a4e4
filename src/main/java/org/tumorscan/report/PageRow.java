package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.inference.Prediction;

/**
 * One row of the page's list, as it waits in the spool: a slice, or a frame or file that has no
 * likelihood.
 *
 * @param status {@code suspicious}, {@code clear}, {@code not-applicable} or {@code rejected}
 * @param anchor address in the page
 * @param place where it comes from
 * @param likelihood three decimals; empty text where there is none
 * @param low lower end of the interval, likewise
 * @param high upper end of the interval, likewise
 * @param novelty distance from the training data, one decimal, where it lies outside; else empty
 * @param alone likelihood of the slice by itself, three decimals, where its neighbours have changed
 *     it; else empty
 * @param notes the reason why there is no likelihood, and warnings
 */
record PageRow(
    String status,
    String anchor,
    Place place,
    String likelihood,
    String low,
    String high,
    String novelty,
    String alone,
    List<String> notes) {

  /** In a script element nothing may end it, nor look like markup to a careless reader. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(new JsonFactory().setCharacterEscapes(new ScriptEscapes()));

  static PageRow of(Outcome outcome, int series) {
    Outcome.Subject subject = outcome.subject();
    if (outcome instanceof Outcome.Classified slice) {
      return of(slice, series);
    }
    List<String> notes = new ArrayList<>();
    String status = "not-applicable";
    if (outcome instanceof Outcome.NotApplicable skipped) {
      notes.add(Printable.of(skipped.reason()));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      status = "rejected";
      notes.add(Printable.of(explanation(rejected)));
    }
    outcome.warnings().forEach(warning -> notes.add(Printable.of(warning)));
    return new PageRow(
        status,
        Place.anchor(subject.path(), subject.frameNumber().orElse(0)),
        Place.of(subject, series),
        "",
        "",
        "",
        "",
        "",
        notes);
  }

  private static PageRow of(Outcome.Classified slice, int series) {
    Outcome.Subject subject = slice.subject();
    var prediction = slice.prediction();
    return new PageRow(
        slice.suspicious() ? "suspicious" : "clear",
        Place.anchor(subject.path(), subject.frameNumber().orElse(1)),
        Place.of(subject, series),
        Rounding.readable(prediction.tumorLikelihood()),
        Rounding.readable(prediction.interval().low()),
        Rounding.readable(prediction.interval().high()),
        prediction.novelty().isOutOfDistribution()
            ? Rounding.oneDecimal(prediction.novelty().score())
            : "",
        alone(prediction),
        slice.warnings().stream().map(Printable::of).toList());
  }

  private static String alone(Prediction prediction) {
    String alone = Rounding.readable(prediction.aloneLikelihood());
    return alone.equals(Rounding.readable(prediction.tumorLikelihood())) ? "" : alone;
  }

  private static String explanation(Outcome.Rejected rejected) {
    StringBuilder text = new StringBuilder(rejected.reason()).append(": ");
    text.append(rejected.message());
    rejected.tag().ifPresent(tag -> text.append(", element ").append(tag));
    rejected.byteOffset().ifPresent(offset -> text.append(", byte ").append(offset));
    return text.toString();
  }

  /** Whether the slice reaches the threshold. */
  boolean suspicious() {
    return status.equals("suspicious");
  }

  /** For people. */
  String decision() {
    return switch (status) {
      case "clear" -> "not suspicious";
      case "not-applicable" -> "not applicable";
      default -> status;
    };
  }

  /** The row for the page's script: a JSON array, in the order in which {@code report.js} reads. */
  String json() {
    try {
      return MAPPER.writeValueAsString(
          List.of(
              status,
              anchor,
              place.directory(),
              place.name(),
              place.frame(),
              place.series(),
              place.kind(),
              likelihood,
              low,
              high,
              novelty,
              alone,
              notes));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
