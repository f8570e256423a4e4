package org.tumorscan.report;

import java.io.IOException;

/** How inspections are printed. Called by one thread, in the order of the input. */
@FunctionalInterface
public interface InspectionWriter {

  /** Prints what was seen of one file. */
  void add(Inspection inspection) throws IOException;
}
