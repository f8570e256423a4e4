package org.tumorscan.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;

/**
 * {@code report.html}: one page for people that needs no other file and no network, and whose
 * policy forbids both. Reads without scripts; they add sorting, filters and enlargement.
 *
 * <p>Slices wait in a {@link Spool} until the totals that stand above them on the page are known.
 */
public final class HtmlReport implements ReportWriter {

  /** Full colour stands for at least this much, lest noise in quiet scans look like a finding. */
  private static final double LEAST_FULL_CONTRIBUTION = 1;

  /** Files named for one reason of not being applicable; the other reports name all. */
  private static final int MOST_FILES_NAMED = 50;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final AtomicFile file;
  private final Spool<SliceCard> slices;
  private final Spool<RejectedRow> rejected;
  private final Map<SeriesKey, SeenSeries> series = new LinkedHashMap<>();
  private final Map<String, SeenReason> notApplicable = new LinkedHashMap<>();
  private int sliceCount;
  private double highestContribution = LEAST_FULL_CONTRIBUTION;
  private @Nullable RunInfo run;

  /**
   * Opens the report.
   *
   * @param target the file to write or replace, in an existing directory
   */
  public HtmlReport(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(target + " is not a file's name");
    }
    file = new AtomicFile(target);
    slices = new Spool<>(directory, SliceCard.class);
    rejected = new Spool<>(directory, RejectedRow.class);
  }

  @Override
  public void begin(RunInfo run) {
    this.run = run;
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Classified slice) {
      addSlice(slice);
    } else if (outcome instanceof Outcome.NotApplicable skipped) {
      notApplicable
          .computeIfAbsent(skipped.reason(), unused -> new SeenReason())
          .add(skipped.subject().path());
    } else if (outcome instanceof Outcome.Rejected bad) {
      rejected.add(RejectedRow.of(bad));
    }
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    if (run == null) {
      throw new IllegalStateException("finish before begin");
    }
    HtmlPage page = page(run, totals);
    Writer out = file.writer();
    try {
      new DefaultMustacheFactory("org/tumorscan/report")
          .compile("report.mustache")
          .execute(out, page);
    } catch (MustacheException | UncheckedIOException e) {
      throw new IOException("cannot assemble the page: " + e.getMessage(), e);
    }
    out.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    try (file;
        slices;
        rejected) {
      // Closing is all: each removes what it left on disk, even if another cannot.
    }
  }

  private void addSlice(Outcome.Classified slice) throws IOException {
    SeenSeries seen =
        SeriesKey.of(slice.subject())
            .map(
                key ->
                    series.computeIfAbsent(
                        key, unused -> SeenSeries.startingWith(series.size() + 1, slice)))
            .orElse(SeenSeries.NONE);
    SliceCard card = SliceCard.of(slice, sliceCount++, seen.number());
    highestContribution = Math.max(highestContribution, card.highestContribution());
    slices.add(card);
  }

  private HtmlPage page(RunInfo run, RunTotals totals) throws IOException {
    double threshold = run.model().threshold();
    HeatColours colours = new HeatColours(highestContribution);
    List<HtmlPage.Series> shown =
        totals.series().stream().map(score -> series(score, threshold)).toList();
    return new HtmlPage(
        run,
        DATE.format(run.createdAt()),
        Rounding.readable(threshold),
        RunInfo.DISCLAIMER,
        totals.summary(),
        new HtmlPage.Rules(SeriesScore.RULE, StudyScore.RULE),
        studies(totals, shown, threshold),
        shown,
        new HtmlPage.Heat(
            String.format(Locale.ROOT, "%.1f", highestContribution), colours.legendPng()),
        () -> new SliceIterator(slices.iterator(), colours, threshold),
        notApplicable.entrySet().stream()
            .map(entry -> entry.getValue().shown(entry.getKey()))
            .toList(),
        rejected,
        assets());
  }

  private List<HtmlPage.Study> studies(
      RunTotals totals, List<HtmlPage.Series> shown, double threshold) {
    List<HtmlPage.Study> studies = new ArrayList<>();
    for (StudyScore study : totals.studies()) {
      studies.add(
          new HtmlPage.Study(
              "Study " + (studies.size() + 1),
              Printable.of(study.studyInstanceUid()),
              true,
              study.suspicious(),
              HtmlPage.Bar.of(study.tumorLikelihood(), threshold),
              seriesOf(study.studyInstanceUid(), totals, shown)));
    }
    List<HtmlPage.Series> rest = seriesOf("", totals, shown);
    if (!rest.isEmpty()) {
      studies.add(
          new HtmlPage.Study("No study", "", false, false, HtmlPage.Bar.of(0, threshold), rest));
    }
    return studies;
  }

  private static List<HtmlPage.Series> seriesOf(
      String studyInstanceUid, RunTotals totals, List<HtmlPage.Series> shown) {
    List<HtmlPage.Series> members = new ArrayList<>();
    for (int index = 0; index < shown.size(); index++) {
      if (totals.series().get(index).studyInstanceUid().equals(studyInstanceUid)) {
        members.add(shown.get(index));
      }
    }
    return members;
  }

  private HtmlPage.Series series(SeriesScore score, double threshold) {
    SeenSeries seen =
        series.getOrDefault(
            new SeriesKey(score.studyInstanceUid(), score.seriesInstanceUid()), SeenSeries.NONE);
    return new HtmlPage.Series(
        seen.number(),
        Printable.of(score.seriesInstanceUid()),
        seen.kind(),
        score.instances(),
        score.suspicious(),
        HtmlPage.Bar.of(score.tumorLikelihood(), threshold),
        seen.firstAnchor(),
        score.topInstances().stream().map(HtmlReport::top).toList());
  }

  private static HtmlPage.Top top(RunTotals.TopInstance top) {
    String path = Printable.of(top.path());
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return new HtmlPage.Top(
        SliceCard.anchor(top.path(), top.frameNumber()),
        top.frameNumber() > 1 ? name + " frame " + top.frameNumber() : name,
        Rounding.readable(top.tumorLikelihood()));
  }

  private static HtmlPage.Assets assets() throws IOException {
    PageResource style = PageResource.named("report.css");
    PageResource script = PageResource.named("report.js");
    return new HtmlPage.Assets(style.text(), style.digest(), script.text(), script.digest());
  }

  /** What the page says of a series besides its score. */
  private record SeenSeries(int number, String kind, String firstAnchor) {
    static final SeenSeries NONE = new SeenSeries(0, "", "slices");

    static SeenSeries startingWith(int number, Outcome.Classified slice) {
      Outcome.Subject subject = slice.subject();
      return new SeenSeries(
          number,
          SliceCard.Place.of(subject, number).kind(),
          SliceCard.anchor(subject.path(), subject.frameNumber().orElse(1)));
    }
  }

  /** The frames of one reason. */
  private static final class SeenReason {
    private final List<String> files = new ArrayList<>();
    private String last = "";
    private long frames;
    private long more;

    void add(String path) {
      frames++;
      if (path.equals(last)) {
        return;
      }
      last = path;
      if (files.size() < MOST_FILES_NAMED) {
        files.add(Printable.of(path));
      } else {
        more++;
      }
    }

    HtmlPage.Skipped shown(String reason) {
      return new HtmlPage.Skipped(
          Printable.of(reason), frames, files, more == 0 ? "" : Long.toString(more));
    }
  }

  /** Colours heat maps while the page is written, when their common scale is known. */
  private record SliceIterator(Iterator<SliceCard> cards, HeatColours colours, double threshold)
      implements Iterator<HtmlPage.Slice> {

    @Override
    public boolean hasNext() {
      return cards.hasNext();
    }

    @Override
    public HtmlPage.Slice next() {
      SliceCard card = cards.next();
      try {
        return new HtmlPage.Slice(
            card,
            HtmlPage.Bar.of(card.likelihood(), card.low(), card.high(), threshold),
            String.format(Locale.ROOT, "%.1f", card.noveltyScore()),
            card.contributions().length == 0
                ? ""
                : colours.png(card.contributions(), card.rows(), card.columns()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
