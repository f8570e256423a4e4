package org.tumorscan.cli;

/** What the process ends with. */
final class ExitCode {
  /** Every input was classified, or rightly left alone. */
  static final int OK = 0;

  /** Some inputs were rejected. */
  static final int SOME_REJECTED = 1;

  /** Wrong usage: an unknown option, a missing input. */
  static final int USAGE = 2;

  /** Nothing readable in the inputs. */
  static final int NOTHING_READABLE = 3;

  /** The model cannot be used. */
  static final int MODEL = 4;

  /** The device asked for is not there. */
  static final int DEVICE = 5;

  /** A fault of this program or of the machine it runs on. */
  static final int INTERNAL = 70;

  /** Stopped by the user; what was finished is on disk. */
  static final int INTERRUPTED = 130;

  /** Standard output's reader went away: what a shell makes of SIGPIPE. */
  static final int READER_GONE = 141;

  private ExitCode() {}
}
