package org.tumorscan.report;

import org.tumorscan.dicom.SourceAttributes;

/** How much reports say of where their inputs come from. Safe for many threads. */
public interface Disclosure {

  /** Paths and UIDs as they are. */
  Disclosure FULL =
      new Disclosure() {
        @Override
        public Outcome of(Outcome outcome) {
          return outcome;
        }

        @Override
        public SourceAttributes of(SourceAttributes source) {
          return source;
        }

        @Override
        public String ofPath(String path) {
          return path;
        }
      };

  /** The outcome as every report shows it. */
  Outcome of(Outcome outcome);

  /** The source as DICOM objects repeat it. */
  SourceAttributes of(SourceAttributes source);

  /** A path as reports and diagnostics name it. */
  String ofPath(String path);
}
