package org.tumorscan.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs without a likelihood, by reason in order of first appearance. Names the first files of
 * each reason and counts the others. Confined to one thread.
 */
public final class GroupedReasons {
  private final int mostNamed;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /**
   * Starts with none.
   *
   * @param mostNamed files named for one reason
   */
  public GroupedReasons(int mostNamed) {
    this.mostNamed = mostNamed;
  }

  /**
   * One reason.
   *
   * @param reason for people
   * @param count frames, or files that have none
   * @param files the first of them
   * @param more how many files are not named; empty for none
   */
  public record Reason(String reason, long count, List<String> files, String more) {}

  /** Adds one; the outcomes of one file follow each other, and it is named once. */
  public void add(String reason, String path) {
    groups.computeIfAbsent(reason, unused -> new Group()).add(path, mostNamed);
  }

  /** All of them, in words that print. */
  public List<Reason> reasons() {
    return groups.entrySet().stream().map(entry -> entry.getValue().shown(entry.getKey())).toList();
  }

  private static final class Group {
    private final List<String> files = new ArrayList<>();
    private String last = "";
    private long count;
    private long more;

    void add(String path, int mostNamed) {
      count++;
      if (path.equals(last)) {
        return;
      }
      last = path;
      if (files.size() < mostNamed) {
        files.add(Printable.of(path));
      } else {
        more++;
      }
    }

    Reason shown(String reason) {
      return new Reason(Printable.of(reason), count, files, more == 0 ? "" : Long.toString(more));
    }
  }
}
