package org.tumorscan.training;

import java.util.List;
import java.util.Map;
import org.tumorscan.model.Manifest.Identity;
import org.tumorscan.model.Scope;

/**
 * What the maker of a model says of it; the rest of the manifest is measured.
 *
 * @param identity which model
 * @param scope what it is made for
 * @param licence of the weights
 * @param sources what the source column's values stand for
 * @param limits what users must know, each a sentence
 */
public record ModelDescription(
    Identity identity,
    Scope scope,
    String licence,
    Map<String, Source> sources,
    List<String> limits) {

  /** Copies. */
  public ModelDescription {
    sources = Map.copyOf(sources);
    limits = List.copyOf(limits);
  }

  /**
   * A collection of pictures.
   *
   * @param name for people
   * @param licence as its publisher states it
   */
  public record Source(String name, String licence) {}
}
