package org.tumorscan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.CaseGroups;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.dataset.DatasetException.Reason;
import org.tumorscan.dataset.Split;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.TrainingSet;

/** Which part of a data set is judged. */
enum SplitChoice {
  VAL(Optional.of(Split.VALIDATION)),
  TRAIN(Optional.of(Split.TRAIN)),
  TEST(Optional.of(Split.TEST)),
  ALL(Optional.empty());

  private final Optional<Split> split;

  SplitChoice(Optional<Split> split) {
    this.split = split;
  }

  /** As it is written on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The pictures of that part, those that the audit could not read among them.
   *
   * @param cases those that it could read
   * @throws DatasetException {@code CLASS_MISSING} where there is none
   */
  List<LabelledPicture> pictures(Dataset dataset, List<Case> cases, CaseGroups groups)
      throws DatasetException {
    Set<Path> read = cases.stream().map(Case::file).collect(Collectors.toSet());
    List<Case> unread =
        dataset.cases().stream().filter(listed -> !read.contains(listed.file())).toList();
    List<LabelledPicture> pictures = TrainingSet.judged(cases, groups, unread, split);
    if (pictures.isEmpty()) {
      throw new DatasetException(
          Reason.CLASS_MISSING,
          "%s: split %s has no case among %d; choose with --split val|train|test|all"
              .formatted(dataset.root(), word(), cases.size()));
    }
    return pictures;
  }
}
