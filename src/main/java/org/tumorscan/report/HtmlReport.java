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
import org.tumorscan.inference.Prediction;
import org.tumorscan.report.RunInfo.SeriesInfo;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;

/**
 * {@code report.html}: one page for people that needs no other file and no network, and whose
 * policy forbids both. A summary, and a viewer of every slice; without scripts a table stands in
 * the viewer's place.
 *
 * <p>Pictures lie in the page as text, which costs a browser little until its script makes a
 * picture of what comes into view. With files beside the page 2,000 slices would open half a second
 * sooner, and the pictures be lost when the page is handed on.
 *
 * <p>Rows and pictures wait in a {@link Spool} each until the totals that stand above them on the
 * page are known.
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
  private final Spool<PageRow> rows;
  private final Spool<SlicePixels> pictures;
  private final Map<SeriesKey, SeenSeries> series = new LinkedHashMap<>();
  private final HighestSlices highest = new HighestSlices();
  private final GroupedReasons notApplicable = new GroupedReasons(MOST_FILES_NAMED);
  private final GroupedReasons rejected = new GroupedReasons(MOST_FILES_NAMED);
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
    rows = new Spool<>(directory, PageRow.class);
    pictures = new Spool<>(directory, SlicePixels.class);
  }

  @Override
  public void begin(RunInfo run) {
    this.run = run;
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    rows.add(PageRow.of(outcome, seriesOf(outcome).number()));
    highest.add(outcome);
    String path = outcome.subject().path();
    if (outcome instanceof Outcome.Classified slice) {
      SlicePixels pixels = SlicePixels.of(slice);
      highestContribution = Math.max(highestContribution, pixels.highestContribution());
      pictures.add(pixels);
    } else if (outcome instanceof Outcome.NotApplicable skipped) {
      notApplicable.add(skipped.reason(), path);
    } else if (outcome instanceof Outcome.Rejected bad) {
      rejected.add(bad.reason(), path);
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
        rows;
        pictures) {
      // Closing is all: each removes what it left on disk, even if another cannot.
    }
  }

  /** Only what was classified makes up a series of the page. */
  private SeenSeries seriesOf(Outcome outcome) {
    return outcome instanceof Outcome.Classified slice
        ? SeriesKey.of(slice.subject())
            .map(
                key ->
                    series.computeIfAbsent(
                        key, unused -> SeenSeries.startingWith(series.size() + 1, slice)))
            .orElse(SeenSeries.NONE)
        : SeenSeries.NONE;
  }

  private HtmlPage page(RunInfo run, RunTotals totals) throws IOException {
    double threshold = run.model().threshold();
    SeriesInfo ofSeries = run.model().series();
    HeatColours colours = new HeatColours(highestContribution);
    List<HtmlPage.Series> shown =
        totals.series().stream().map(score -> series(score, ofSeries.threshold())).toList();
    return new HtmlPage(
        run,
        DATE.format(run.createdAt()),
        Rounding.readable(threshold),
        RunInfo.DISCLAIMER,
        totals.summary(),
        new HtmlPage.Rules(
            ofSeries.rule().description(),
            StudyScore.RULE,
            Rounding.readable(ofSeries.threshold()),
            RunInfo.NOVELTY_RULE),
        studies(totals, shown, ofSeries.threshold()),
        shown,
        new HtmlPage.Heat(Rounding.oneDecimal(highestContribution), colours.legendPng()),
        highestSlices(colours, threshold),
        rows,
        () -> new PictureIterator(pictures.iterator(), colours),
        notApplicable.reasons(),
        rejected.reasons(),
        assets());
  }

  private List<HtmlPage.Slice> highestSlices(HeatColours colours, double threshold)
      throws IOException {
    List<HtmlPage.Slice> shown = new ArrayList<>();
    for (Outcome.Classified slice : highest.highestFirst()) {
      Prediction prediction = slice.prediction();
      SlicePixels pixels = SlicePixels.of(slice);
      shown.add(
          new HtmlPage.Slice(
              PageRow.of(slice, seriesOf(slice).number()),
              HtmlPage.Bar.of(
                  prediction.tumorLikelihood(),
                  prediction.interval().low(),
                  prediction.interval().high(),
                  threshold),
              pixels.picture(),
              slice.view().sizePixels(),
              pixels.heat(colours)));
    }
    return shown;
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
        Place.anchor(top.path(), top.frameNumber()),
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
          Place.of(subject, number).kind(),
          Place.anchor(subject.path(), subject.frameNumber().orElse(1)));
    }
  }

  /** Colours heat maps while the page is written, when their common scale is known. */
  private record PictureIterator(Iterator<SlicePixels> pixels, HeatColours colours)
      implements Iterator<HtmlPage.Pictures> {

    @Override
    public boolean hasNext() {
      return pixels.hasNext();
    }

    @Override
    public HtmlPage.Pictures next() {
      SlicePixels slice = pixels.next();
      try {
        return new HtmlPage.Pictures(slice.anchor(), slice.picture(), slice.heat(colours));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
