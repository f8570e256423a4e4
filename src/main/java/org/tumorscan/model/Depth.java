package org.tumorscan.model;

/** How far a network is run: a head that reads its third stage has no use for the fourth. */
public enum Depth {
  /** To the end of the third of four stages; its features are the mean of that map. */
  STAGE_3,
  /** All of it; its features are the mean of the last map, or its only vector. */
  WHOLE
}
