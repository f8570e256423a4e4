package org.tumorscan.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DuplicatePair;
import org.tumorscan.dataset.Fingerprint;

/**
 * {@code audit.html}: the pairs to look at, with counts and shortcuts above them. One file that
 * needs no other and no network, and whose policy forbids both.
 */
public final class DatasetHtml {
  /** More than this nobody looks through; {@code audit.json} has all. */
  private static final int MOST_PAIRS = 400;

  private DatasetHtml() {}

  /** What the template shows. */
  record Page(
      String style,
      String styleDigest,
      String name,
      List<Row> counts,
      String groups,
      List<String> unreadable,
      List<String> leaks,
      List<Told> shortcuts,
      String pairCount,
      String crossingCount,
      List<Pair> pairs,
      String more) {

    /** Whether something could not be read. */
    boolean bad() {
      return !unreadable.isEmpty();
    }

    /** Whether something crosses the splits. */
    boolean leaking() {
      return !leaks.isEmpty();
    }
  }

  record Row(String name, int noTumor, int tumor) {}

  record Told(String target, String from, String auroc, String interval) {}

  /**
   * Two pictures.
   *
   * @param first base 64 JPEG
   * @param second base 64 JPEG
   */
  record Pair(
      String first,
      String second,
      String firstName,
      String secondName,
      String agreement,
      String lies,
      boolean crosses) {}

  /** Writes and commits the page. */
  public static void write(DatasetAudit audit, ReportTarget target) throws IOException {
    try {
      new DefaultMustacheFactory("org/tumorscan/report")
          .compile("dataset.mustache")
          .execute(target.writer(), page(audit))
          .flush();
    } catch (MustacheException | UncheckedIOException e) {
      throw new IOException("cannot assemble the page: " + e.getMessage(), e);
    }
    target.commit();
  }

  private static Page page(DatasetAudit audit) throws IOException {
    PageResource style = PageResource.named("dataset.css");
    int more = audit.duplicates().size() - MOST_PAIRS;
    return new Page(
        style.text(),
        style.digest(),
        Printable.of(String.valueOf(audit.dataset().root().getFileName())),
        audit.counts().entrySet().stream()
            .map(
                entry ->
                    new Row(
                        Printable.of(entry.getKey()),
                        entry.getValue().noTumor(),
                        entry.getValue().tumor()))
            .toList(),
        "%d patients known, %d groups that no split may part, %d blank pictures left out"
            .formatted(audit.patientCount(), audit.groupCount(), audit.blankCount()),
        audit.unreadable().stream()
            .map(file -> Printable.of(audit.dataset().nameOf(file.file()) + ": " + file.reason()))
            .toList(),
        DatasetText.leaks(audit),
        audit.shortcuts().stream()
            .map(
                told ->
                    new Told(
                        Printable.of(told.target()),
                        told.from(),
                        Rounding.readable(told.auroc().value()),
                        Rounding.readable(told.auroc().low())
                            + " to "
                            + Rounding.readable(told.auroc().high())))
            .toList(),
        Integer.toString(audit.duplicates().size()),
        Integer.toString(audit.leaks().duplicates().size()),
        pairs(audit),
        more > 0 ? Integer.toString(more) : "");
  }

  /** Those across splits first, then those that agree least, which are the ones to doubt. */
  private static List<Pair> pairs(DatasetAudit audit) throws IOException {
    Set<DuplicatePair> crossing = Set.copyOf(audit.leaks().duplicates());
    List<DuplicatePair> sorted =
        audit.duplicates().stream()
            .sorted(
                Comparator.comparing((DuplicatePair pair) -> !crossing.contains(pair))
                    .thenComparingDouble(DuplicatePair::agreement))
            .limit(MOST_PAIRS)
            .toList();
    List<Pair> pairs = new ArrayList<>();
    for (DuplicatePair pair : sorted) {
      pairs.add(
          new Pair(
              thumbnail(pair.first(), audit),
              thumbnail(pair.second(), audit),
              DatasetText.named(pair.first(), audit),
              DatasetText.named(pair.second(), audit),
              Rounding.readable(pair.agreement()),
              DatasetText.words(pair.mirroring()),
              crossing.contains(pair)));
    }
    return pairs;
  }

  private static String thumbnail(int index, DatasetAudit audit) throws IOException {
    byte[] whole = audit.facts().get(index).fingerprint().whole();
    return InlineImage.jpeg(new Outcome.View(whole, Fingerprint.SIZE));
  }
}
