package org.tumorscan.model;

import java.util.List;
import java.util.Map;

/**
 * Where a model comes from, how well it does, and what it cannot do.
 *
 * @param licence of the weights
 * @param data what it learned from
 * @param metrics measured figures with what they were measured on
 * @param limits what its user must know, each a sentence
 * @param training how it was made, key to value: command, seed, program version, data digest
 */
public record ModelCard(
    String licence,
    List<DataSource> data,
    List<Metric> metrics,
    List<String> limits,
    Map<String, String> training) {

  /** Copies. */
  public ModelCard {
    data = List.copyOf(data);
    metrics = List.copyOf(metrics);
    limits = List.copyOf(limits);
  }

  /**
   * Data of one source.
   *
   * @param name the collection
   * @param licence its licence as its publisher states it
   * @param tumor pictures with a tumor
   * @param noTumor pictures without
   */
  public record DataSource(String name, String licence, int tumor, int noTumor) {}

  /**
   * A figure with its interval.
   *
   * @param name such as {@code auroc}
   * @param data what it was measured on
   * @param value on all of it
   * @param low lower end of the 95 % interval
   * @param high upper end of the 95 % interval
   */
  public record Metric(String name, String data, double value, double low, double high) {}
}
