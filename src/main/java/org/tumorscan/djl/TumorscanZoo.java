package org.tumorscan.djl;

import ai.djl.repository.zoo.ModelZoo;
import java.util.Set;

/**
 * The networks that ship inside the program, as a DJL model zoo: {@code
 * djl://org.tumorscan/resnet50-imagenet}.
 */
public final class TumorscanZoo extends ModelZoo {
  /** DJL's group id of this zoo. */
  public static final String GROUP_ID = "org.tumorscan";

  /** Registers the shipped networks. */
  public TumorscanZoo() {
    addModel(new ShippedBackboneLoader("resnet50-imagenet"));
  }

  @Override
  public String getGroupId() {
    return GROUP_ID;
  }

  @Override
  public Set<String> getSupportedEngines() {
    return Set.of(Engines.PYTORCH);
  }
}
