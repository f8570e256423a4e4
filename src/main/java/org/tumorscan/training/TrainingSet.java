package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.CaseGroups;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dataset.SplitPlan;
import org.tumorscan.training.LabelledPicture.Split;

/** From audited cases to pictures to learn from; the test split stays out. */
public final class TrainingSet {
  private TrainingSet() {}

  /**
   * The pictures of the training and validation splits.
   *
   * @param cases frames with their patients, whose stated splits part no group
   * @param groups of the same cases
   * @param seed of a split that is not stated
   * @throws DatasetException {@code TOO_FEW_GROUPS} or {@code CLASS_MISSING}
   */
  public static List<LabelledPicture> of(List<Case> cases, CaseGroups groups, long seed)
      throws DatasetException {
    List<org.tumorscan.dataset.Split> splits = SplitPlan.of(cases, groups, seed);
    List<String> names = groups.names();
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      if (splits.get(i) != org.tumorscan.dataset.Split.TEST) {
        Case labelled = cases.get(i);
        pictures.add(
            new LabelledPicture(
                labelled.file(),
                labelled.frameIndex().orElse(0),
                labelled.tumor(),
                names.get(i),
                labelled.origin().source(),
                splits.get(i) == org.tumorscan.dataset.Split.TRAIN ? Split.TRAIN : Split.VALIDATION,
                labelled.boxes()));
      }
    }
    return List.copyOf(pictures);
  }
}
