package org.tumorscan.model;

/** What turns the network's features into the likelihood of a tumor. */
public sealed interface TumorHead permits LinearHead, DenseHead {

  /** The name in the manifest. */
  String kind();

  /** How far the network must be run for it. */
  Depth depth();
}
