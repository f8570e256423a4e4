package org.tumorscan.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;

/**
 * One prediction as the journal holds it, every number to the last bit.
 *
 * @param input the input's key
 * @param heatmap contributions, float32 little endian; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record JournalLine(
    String input,
    double tumorLikelihood,
    double logit,
    double low,
    double high,
    Map<String, Double> likelihoods,
    double novelty,
    byte @Nullable [] heatmap,
    int rows,
    int columns) {

  static JournalLine of(String input, Prediction prediction) {
    Heatmap none = new Heatmap(new float[0], 0, 0);
    Heatmap heatmap = prediction.heatmap().orElse(none);
    return new JournalLine(
        input,
        prediction.tumorLikelihood(),
        prediction.logit(),
        prediction.interval().low(),
        prediction.interval().high(),
        prediction.likelihoods(),
        prediction.novelty().score(),
        prediction.heatmap().isPresent() ? bytes(heatmap.contributions()) : null,
        heatmap.rows(),
        heatmap.columns());
  }

  Prediction prediction() {
    return new Prediction(
        tumorLikelihood,
        logit,
        new Interval(low, high),
        likelihoods,
        new Novelty(novelty),
        heatmap == null
            ? Optional.empty()
            : Optional.of(new Heatmap(floats(heatmap), rows, columns)));
  }

  /** Whether it can be what this program wrote; a line that was torn may still be JSON. */
  boolean isWhole() {
    int cells = heatmap == null ? 0 : heatmap.length / Float.BYTES;
    return input != null && likelihoods != null && cells == (long) rows * columns;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
