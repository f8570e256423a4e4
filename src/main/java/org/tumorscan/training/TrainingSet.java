package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        boolean train = splits.get(i) == org.tumorscan.dataset.Split.TRAIN;
        pictures.add(picture(cases.get(i), names.get(i), train ? Split.TRAIN : Split.VALIDATION));
      }
    }
    return List.copyOf(pictures);
  }

  /**
   * The pictures of one split as stated, to be judged by alone: any classes, any groups.
   *
   * @param cases those that can be read
   * @param unread those that cannot, which come last, each a group of its own
   * @param split which; where no case states one, all cases belong to it; empty for all cases
   */
  public static List<LabelledPicture> judged(
      List<Case> cases,
      CaseGroups groups,
      List<Case> unread,
      Optional<org.tumorscan.dataset.Split> split) {
    boolean stated = cases.stream().anyMatch(labelled -> labelled.split().isPresent());
    List<String> names = groups.names();
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      if (split.isEmpty() || !stated || cases.get(i).split().equals(split)) {
        pictures.add(picture(cases.get(i), names.get(i), Split.VALIDATION));
      }
    }
    for (Case labelled : unread) {
      if (split.isEmpty() || !stated || labelled.split().equals(split)) {
        pictures.add(picture(labelled, labelled.file().toString(), Split.VALIDATION));
      }
    }
    return List.copyOf(pictures);
  }

  private static LabelledPicture picture(Case labelled, String group, Split split) {
    return new LabelledPicture(
        labelled.file(),
        labelled.frameIndex().orElse(0),
        labelled.tumor(),
        group,
        labelled.origin().source(),
        split,
        labelled.boxes());
  }
}
