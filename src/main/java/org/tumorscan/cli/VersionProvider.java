package org.tumorscan.cli;

import org.tumorscan.djl.Engines;
import picocli.CommandLine.IVersionProvider;

/** {@code --version}: this program, and what it reads and computes with. */
final class VersionProvider implements IVersionProvider {
  private final Wiring wiring;

  VersionProvider(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "tumorscan " + wiring.toolVersion(),
      "DICOM reader " + wiring.dicomReaders().standard().name(),
      "engine " + Engines.description(),
      "Java " + Runtime.version()
    };
  }
}
