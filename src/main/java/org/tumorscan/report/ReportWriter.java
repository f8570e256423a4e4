package org.tumorscan.report;

import java.io.IOException;
import org.tumorscan.dicom.SourceAttributes;

/**
 * Writes one form of report as outcomes arrive. Called by one thread: {@link #begin}, then {@link
 * #add} in input order, then {@link #finish}; {@link #close} in any case.
 *
 * <p>A writer of a file writes to a temporary name beside it and renames in {@link #finish}, so
 * that a report is whole or absent.
 */
public interface ReportWriter extends AutoCloseable {

  /** Starts the report. */
  void begin(RunInfo run) throws IOException;

  /** Adds one outcome. */
  void add(Outcome outcome) throws IOException;

  /**
   * Adds one outcome with what objects made of its source must repeat, which names the patient.
   * Only reports that are DICOM objects look at it; to all others it is not passed on.
   */
  default void add(Outcome outcome, SourceAttributes source) throws IOException {
    add(outcome);
  }

  /** Completes the report and puts it in its place. */
  void finish(RunTotals totals) throws IOException;

  /** Discards what is unfinished; does nothing after {@link #finish}. */
  @Override
  void close() throws IOException;
}
