package org.tumorscan.djl;

import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;

/** Makes {@link TumorscanZoo} known to DJL through the service loader. */
public final class TumorscanZooProvider implements ZooProvider {
  @Override
  public ModelZoo getModelZoo() {
    return new TumorscanZoo();
  }
}
