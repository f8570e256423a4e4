package org.tumorscan.model;

import java.util.Arrays;
import java.util.Map;

/**
 * What a network has learned beyond the one that it began as: for each parameter that changed, what
 * is to be added to it. Next to a network of 47 MB that many models share, it is small.
 *
 * @param changes by the parameter's name, such as {@code layer3.0.conv1.weight}
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al. 2021, LoRA: low-rank adaptation of
 *     large language models</a>
 */
public record Adapter(Map<String, Change> changes) {

  /** Copies. */
  public Adapter {
    changes = Map.copyOf(changes);
  }

  /** What is added to a parameter. */
  public sealed interface Change {}

  /**
   * A change of low rank. Of a convolution, a row is an output channel and a column a weight of its
   * kernel, input channels first.
   *
   * @param up [rows][rank]
   * @param down [rank][columns]; the change is {@code up} times {@code down}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record LowRank(float[][] up, float[][] down) implements Change {
    /** Checks that the two can be multiplied. */
    public LowRank {
      int rank = down.length;
      if (up.length == 0 || rank == 0) {
        throw new IllegalArgumentException("no matrix");
      }
      int columns = down[0].length;
      if (!Arrays.stream(up).allMatch(row -> row.length == rank)
          || !Arrays.stream(down).allMatch(row -> row.length == columns)) {
        throw new IllegalArgumentException("two matrices that cannot be multiplied");
      }
    }

    /** How many columns the first matrix and rows the second has. */
    public int rank() {
      return down.length;
    }
  }

  /**
   * A change value by value.
   *
   * @param values row-major
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Full(float[] values) implements Change {}

  /**
   * Reads a safetensors file.
   *
   * @throws ModelException {@code MALFORMED} where it is none, or not of an adapter
   */
  public static Adapter fromBytes(byte[] file) throws ModelException {
    return AdapterTensors.read(Safetensors.read(file));
  }

  /** The safetensors file: low-rank changes in float16, others in float32. */
  public byte[] toBytes() {
    return Safetensors.write(AdapterTensors.of(this));
  }
}
