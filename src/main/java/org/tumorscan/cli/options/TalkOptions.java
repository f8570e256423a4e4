package org.tumorscan.cli.options;

import picocli.CommandLine.Option;

/** How much is said on stderr. */
public final class TalkOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on stderr but errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say on stderr where the time went, and what the libraries log.")
  private boolean verbose;

  /** Sets the level of the libraries' log; must come before their first line. */
  public void applyToLog() {
    System.setProperty(
        "org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : quiet ? "error" : "warn");
  }

  /** Whether to say nothing but errors. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether to say where the time went. */
  public boolean isVerbose() {
    return verbose;
  }
}
