package org.tumorscan.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/**
 * What was found in a data set.
 *
 * @param dataset as it was stated
 * @param facts the cases that were read
 * @param leftOut files that were not
 * @param duplicates pairs of indices of the facts
 * @param groups of the facts
 * @param leaks what crosses the stated splits
 * @param shortcuts how well the label is told without looking at tissue
 */
public record DatasetAudit(
    Dataset dataset,
    List<CaseFacts> facts,
    List<LeftOut> leftOut,
    List<DuplicatePair> duplicates,
    CaseGroups groups,
    SplitLeaks leaks,
    List<Shortcut> shortcuts) {

  /** Copies. */
  public DatasetAudit {
    facts = List.copyOf(facts);
    leftOut = List.copyOf(leftOut);
    duplicates = List.copyOf(duplicates);
    shortcuts = List.copyOf(shortcuts);
  }

  /**
   * A file or frame that is not among the cases.
   *
   * @param reason for people; without patient data
   * @param blank whether it was read, and is of one intensity all over
   */
  public record LeftOut(Path file, String reason, boolean blank) {}

  /**
   * Audits cases that have been read.
   *
   * @param seed of folds and bootstrap
   */
  public static DatasetAudit of(
      Dataset dataset, List<CaseFacts> facts, List<LeftOut> leftOut, long seed) {
    List<Case> cases = facts.stream().map(CaseFacts::labelled).toList();
    List<DuplicatePair> duplicates = NearDuplicates.find(facts);
    CaseGroups groups = CaseGroups.of(cases, duplicates);
    return new DatasetAudit(
        dataset,
        facts,
        leftOut,
        duplicates,
        groups,
        SplitLeaks.of(cases, duplicates),
        facts.isEmpty() ? List.of() : ShortcutAudit.measure(facts, groups, seed));
  }

  /** The cases that were read. */
  public List<Case> cases() {
    return facts.stream().map(CaseFacts::labelled).toList();
  }

  /** Name of a case for people. */
  public String nameOf(int index) {
    Case labelled = facts.get(index).labelled();
    int frame = labelled.frameIndex().orElse(0);
    return dataset.nameOf(labelled.file()) + (frame == 0 ? "" : " frame " + (frame + 1));
  }

  /**
   * Checks that there is something to learn from, and that all that a table names was read.
   *
   * @throws DatasetException {@code UNREADABLE}
   */
  public void requireReadable() throws DatasetException {
    List<LeftOut> unreadable = unreadable();
    boolean promised = dataset.layout() == Dataset.Layout.TABLE && !unreadable.isEmpty();
    if (promised || facts.isEmpty()) {
      String files =
          unreadable.stream()
              .limit(10)
              .map(file -> dataset.nameOf(file.file()) + ": " + file.reason())
              .collect(Collectors.joining("; "));
      throw new DatasetException(
          DatasetException.Reason.UNREADABLE,
          "%d of the data set's files cannot be read: %s".formatted(unreadable.size(), files));
    }
  }

  /**
   * The shortcuts that explain a model's score.
   *
   * @param model its AUROC
   */
  public List<Shortcut> explaining(Estimate model) {
    return shortcuts.stream().filter(shortcut -> shortcut.explains(model)).toList();
  }

  /** Counts as a table: what is counted, with how many cases without and with tumor. */
  public Map<String, Count> counts() {
    Map<String, Count> counts = new LinkedHashMap<>();
    counts.put("all", count(labelled -> Optional.of("")).getOrDefault("", new Count(0, 0)));
    count(labelled -> labelled.split().map(Split::toString))
        .forEach((split, count) -> counts.put("split " + split, count));
    count(labelled -> Optional.of(labelled.origin().source()))
        .forEach((source, count) -> counts.put("source " + source, count));
    count(labelled -> labelled.boxes().isEmpty() ? Optional.empty() : Optional.of(""))
        .forEach((unused, count) -> counts.put("with boxes", count));
    return counts;
  }

  /** Different patients among the cases; those without one are not counted. */
  public long patientCount() {
    return cases().stream().flatMap(c -> c.origin().patient().stream()).distinct().count();
  }

  /** Groups that must not be parted. */
  public int groupCount() {
    return groups.members().size();
  }

  /** Pictures of one intensity all over. */
  public long blankCount() {
    return leftOut.stream().filter(LeftOut::blank).count();
  }

  /** Files that could not be read. */
  public List<LeftOut> unreadable() {
    return leftOut.stream().filter(file -> !file.blank()).toList();
  }

  private Map<String, Count> count(Function<Case, Optional<String>> key) {
    Map<String, Count> counts = new TreeMap<>();
    for (CaseFacts fact : facts) {
      Count one = fact.labelled().tumor() ? new Count(0, 1) : new Count(1, 0);
      key.apply(fact.labelled()).ifPresent(name -> counts.merge(name, one, Count::plus));
    }
    return counts;
  }

  /** Cases without and with tumor. */
  public record Count(int noTumor, int tumor) {
    private Count plus(Count other) {
      return new Count(noTumor + other.noTumor, tumor + other.tumor);
    }
  }
}
