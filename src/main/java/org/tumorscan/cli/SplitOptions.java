package org.tumorscan.cli;

import java.util.List;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dataset.SplitPlan;
import org.tumorscan.training.LabelledPicture;
import picocli.CommandLine.Option;

/** Which part of a data set is judged. */
final class SplitOptions {
  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "VAL",
      description = "val, train, test or all (default: val, or all where no split is stated).")
  private SplitChoice split = SplitChoice.VAL;

  @Option(
      names = "--regroup",
      description =
          "Move what crosses the splits as train --regroup did, so that nothing is judged that was"
              + " learned from.")
  private boolean regroup;

  SplitChoice choice() {
    return split;
  }

  boolean regroups() {
    return regroup;
  }

  /**
   * The pictures to judge, those that the audit could not read among them.
   *
   * @throws DatasetException {@code CLASS_MISSING} where there is none
   */
  List<LabelledPicture> pictures(Dataset dataset, DatasetAudit audit) throws DatasetException {
    List<Case> cases =
        regroup
            ? SplitPlan.regroup(audit.cases(), audit.groups(), dataset.heldOut())
            : audit.cases();
    return split.pictures(dataset, cases, audit.groups());
  }
}
