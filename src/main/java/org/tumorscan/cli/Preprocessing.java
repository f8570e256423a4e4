package org.tumorscan.cli;

import org.tumorscan.image.InputSpec;

/** Preprocessing by kind of picture, for {@code --preprocessing}. */
enum Preprocessing {
  MR,
  CT,
  XRAY;

  InputSpec spec() {
    return switch (this) {
      case MR -> InputSpec.forMr();
      case CT -> InputSpec.forCt();
      case XRAY -> InputSpec.forXray();
    };
  }
}
