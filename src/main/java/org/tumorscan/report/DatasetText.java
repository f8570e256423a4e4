package org.tumorscan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetAudit.LeftOut;
import org.tumorscan.dataset.DuplicatePair;
import org.tumorscan.dataset.Mirroring;
import org.tumorscan.dataset.Shortcut;
import org.tumorscan.dataset.SplitLeaks;
import org.tumorscan.dataset.SplitLeaks.Crossing;

/** An audit as lines for people. Patients are told by their files, never by name. */
public final class DatasetText {
  private static final int MOST_LISTED = 10;

  private DatasetText() {}

  /** Everything. */
  public static List<String> lines(DatasetAudit audit) {
    List<String> lines = new ArrayList<>(found(audit));
    lines.add("");
    lines.add(
        "near-duplicates: %d pairs, %d across splits"
            .formatted(audit.duplicates().size(), audit.leaks().duplicates().size()));
    lines.addAll(leaks(audit));
    lines.add("");
    lines.addAll(shortcuts(audit));
    return lines;
  }

  /** Counts, and what was left out. */
  public static List<String> found(DatasetAudit audit) {
    List<String> lines = new ArrayList<>();
    lines.add("%-28s %9s %9s".formatted("cases", "no tumor", "tumor"));
    audit
        .counts()
        .forEach(
            (name, count) ->
                lines.add(
                    "%-28s %9d %9d".formatted(Printable.of(name), count.noTumor(), count.tumor())));
    lines.add(
        "%d patients known, %d groups that no split may part"
            .formatted(audit.patientCount(), audit.groupCount()));
    if (audit.blankCount() > 0) {
      lines.add("left out: %d blank pictures".formatted(audit.blankCount()));
    }
    List<String> unreadable = new ArrayList<>();
    for (LeftOut file : audit.unreadable()) {
      unreadable.add(
          "  "
              + Printable.of(audit.dataset().nameOf(file.file()))
              + ": "
              + Printable.of(file.reason()));
    }
    if (!unreadable.isEmpty()) {
      lines.add("not readable: %d".formatted(unreadable.size()));
      lines.addAll(first(unreadable));
    }
    return lines;
  }

  /** What crosses the stated splits; empty where nothing does. */
  public static List<String> leaks(DatasetAudit audit) {
    SplitLeaks leaks = audit.leaks();
    List<String> lines = new ArrayList<>();
    addCrossings(lines, "patients across splits", leaks.patients(), audit);
    addCrossings(lines, "groups across splits", leaks.groups(), audit);
    if (!leaks.duplicates().isEmpty()) {
      lines.add("near-duplicates across splits: " + leaks.duplicates().size());
      lines.addAll(
          first(leaks.duplicates().stream().map(pair -> "  " + pair(pair, audit)).toList()));
    }
    return lines;
  }

  /** How well the label is told without looking at tissue. */
  public static List<String> shortcuts(DatasetAudit audit) {
    List<String> lines = new ArrayList<>();
    lines.add("told without looking at tissue, AUROC (95 % interval), cross-validated by group");
    for (Shortcut shortcut : audit.shortcuts()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-20s from %-16s %.3f (%.3f to %.3f)",
              Printable.of(shortcut.target()),
              shortcut.from(),
              shortcut.auroc().value(),
              shortcut.auroc().low(),
              shortcut.auroc().high()));
    }
    return lines;
  }

  /** A pair, such as {@code a.png (train) and b.png (test), 0.998, mirrored horizontally}. */
  static String pair(DuplicatePair pair, DatasetAudit audit) {
    return "%s and %s, agreement %.3f%s"
        .formatted(
            named(pair.first(), audit),
            named(pair.second(), audit),
            pair.agreement(),
            pair.mirroring() == Mirroring.NONE ? "" : ", " + words(pair.mirroring()));
  }

  static String words(Mirroring mirroring) {
    return switch (mirroring) {
      case NONE -> "as it is";
      case HORIZONTAL -> "mirrored left to right";
      case VERTICAL -> "mirrored top to bottom";
      case HALF_TURN -> "turned by 180 degrees";
      case TRANSPOSED, ANTI_TRANSPOSED -> "mirrored along a diagonal";
      case QUARTER_TURN, THREE_QUARTER_TURN -> "turned by 90 degrees";
    };
  }

  static String named(int index, DatasetAudit audit) {
    return Printable.of(audit.nameOf(index))
        + audit.facts().get(index).labelled().split().map(split -> " (" + split + ")").orElse("");
  }

  private static void addCrossings(
      List<String> lines, String title, List<Crossing> crossings, DatasetAudit audit) {
    if (!crossings.isEmpty()) {
      lines.add(title + ": " + crossings.size());
      lines.addAll(
          first(
              crossings.stream()
                  .map(
                      crossing ->
                          "  "
                              + crossing.cases().stream()
                                  .limit(4)
                                  .map(index -> named(index, audit))
                                  .collect(Collectors.joining(", "))
                              + (crossing.cases().size() > 4
                                  ? " and %d more".formatted(crossing.cases().size() - 4)
                                  : ""))
                  .toList()));
    }
  }

  private static List<String> first(List<String> all) {
    List<String> some = new ArrayList<>(all.subList(0, Math.min(MOST_LISTED, all.size())));
    if (all.size() > some.size()) {
      some.add("  and %d more".formatted(all.size() - some.size()));
    }
    return some;
  }
}
