package org.tumorscan.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An ensemble of small convolutional networks that score every cell of the network's stage-3 map. A
 * slice's logit is the mean over its highest cells, and over the members, whose spread is the
 * interval.
 *
 * @param members each trained from its own seed on its own share of the patients
 * @param topCells how many cells a slice's logit is the mean of
 * @param pooling which cells these are
 */
public record DenseHead(List<Member> members, int topCells, Pooling pooling) implements TumorHead {

  /** Which cells are the highest. */
  public enum Pooling {
    /** Each member has its own: heads that were made before the other way was known. */
    OWN_CELLS,
    /**
     * Those that the members together score highest, the hottest of the heat map. Members that see
     * something in different places do not add up to a tumor.
     */
    SHARED_CELLS
  }

  /** The name in the manifest. */
  public static final String KIND = "dense";

  /** Copies, and checks that there is a member. */
  public DenseHead {
    members = List.copyOf(members);
    if (members.isEmpty() || topCells < 1) {
      throw new IllegalArgumentException(members.size() + " members, top " + topCells + " cells");
    }
  }

  /**
   * One network: convolutions with rectifiers between them, the last with one channel.
   *
   * @param layers first to last
   */
  public record Member(List<Convolution> layers) {

    /** Copies, and checks that each layer takes what the one before gives. */
    public Member {
      layers = List.copyOf(layers);
      for (int i = 1; i < layers.size(); i++) {
        if (layers.get(i).inChannels() != layers.get(i - 1).outChannels()) {
          throw new IllegalArgumentException("layer " + i + " does not fit the one before");
        }
      }
      if (layers.isEmpty() || layers.get(layers.size() - 1).outChannels() != 1) {
        throw new IllegalArgumentException("the last layer must have one channel");
      }
    }
  }

  /**
   * A convolution that keeps the size of its map.
   *
   * @param kernel height and width, odd
   * @param dilation distance between the kernel's cells, at least 1
   * @param weight float32 [outChannels, inChannels, kernel, kernel]
   * @param bias float32 [outChannels]
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Convolution(
      int outChannels, int inChannels, int kernel, int dilation, float[] weight, float[] bias) {

    /** Checks that the lengths fit and every number is finite. */
    public Convolution {
      if (kernel % 2 == 0
          || dilation < 1
          || weight.length != (long) outChannels * inChannels * kernel * kernel
          || bias.length != outChannels) {
        throw new IllegalArgumentException(
            "%d weights and %d biases for %d x %d x %d x %d"
                .formatted(weight.length, bias.length, outChannels, inChannels, kernel, kernel));
      }
      for (float value : weight) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("a weight is not a finite number");
        }
      }
    }

    /** Rows and columns of zeros around the map that keep its size. */
    public int padding() {
      return dilation * (kernel / 2);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Depth depth() {
    return Depth.STAGE_3;
  }

  /** Channels that the map must have. */
  public int channels() {
    return members.get(0).layers().get(0).inChannels();
  }

  /**
   * A slice's logits.
   *
   * @param cells [members][cells], the logit of every cell
   * @return [1 + members], the mean over the members first
   */
  public double[] logits(float[][] cells) {
    double[] logits = new double[1 + cells.length];
    int[] shared = highest(mean(cells));
    for (int member = 0; member < cells.length; member++) {
      float[] scores = cells[member];
      int[] chosen = pooling == Pooling.SHARED_CELLS ? shared : highest(scores);
      logits[1 + member] =
          Arrays.stream(chosen).mapToDouble(cell -> scores[cell]).average().orElseThrow();
      logits[0] += logits[1 + member] / cells.length;
    }
    return logits;
  }

  /**
   * The mean of the members' scores of every cell.
   *
   * @param cells [members][cells]
   */
  public static float[] mean(float[][] cells) {
    float[] mean = new float[cells[0].length];
    for (float[] member : cells) {
      for (int cell = 0; cell < mean.length; cell++) {
        mean[cell] += member[cell] / cells.length;
      }
    }
    return mean;
  }

  private int[] highest(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        // What is no number counts as highest, so that it shows.
        .sorted(Comparator.comparing((Integer cell) -> scores[cell]).reversed())
        .limit(topCells)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
