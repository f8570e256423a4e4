package org.tumorscan.cli;

import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.InputSpec;
import org.tumorscan.pipeline.AuditDataset;

/**
 * The audit that comes before pictures are learned from or judged, with its progress.
 *
 * @param reader reads pictures that are DICOM
 * @param workers threads, at least 1
 * @param input how pictures are prepared
 * @param quiet whether nothing is shown
 */
record AuditStep(DicomReader reader, int workers, InputSpec input, boolean quiet) {

  DatasetAudit run(Dataset dataset, long seed) throws InterruptedException {
    try (TerminalProgress progress =
        TerminalProgress.start("audit", dataset.cases().size(), quiet)) {
      return new AuditDataset(reader, workers, input).run(dataset, seed, progress);
    }
  }
}
