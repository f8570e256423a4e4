package org.tumorscan.report.pdf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;
import org.tumorscan.report.AtomicFile;
import org.tumorscan.report.GroupedReasons;
import org.tumorscan.report.HighestSlices;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Printable;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.SeriesKey;

/**
 * {@code report.pdf}: the summary of a run on paper. Disclaimer, model, operating point, counts, a
 * table of the series, the highest slices with their heat maps, and the reasons why inputs have no
 * likelihood; names no patient. Holds some slices, and per series a line; never all slices.
 *
 * <p>The same run gives the same bytes: the file's identifier follows from the time of the run and
 * its title.
 */
public final class PdfReport implements ReportWriter {
  /** Files named for one reason; the other reports name all. */
  private static final int MOST_FILES_NAMED = 6;

  private final AtomicFile file;
  private final HighestSlices highest = new HighestSlices();
  private final Map<SeriesKey, String> kinds = new HashMap<>();
  private final GroupedReasons notApplicable = new GroupedReasons(MOST_FILES_NAMED);
  private final GroupedReasons rejected = new GroupedReasons(MOST_FILES_NAMED);
  private @Nullable RunInfo run;

  /**
   * Opens the report.
   *
   * @param target the file to write or replace, in an existing directory
   */
  public PdfReport(Path target) throws IOException {
    file = new AtomicFile(target);
  }

  @Override
  public void begin(RunInfo run) {
    this.run = run;
  }

  @Override
  public void add(Outcome outcome) {
    Outcome.Subject subject = outcome.subject();
    highest.add(outcome);
    if (outcome instanceof Outcome.Classified) {
      SeriesKey.of(subject).ifPresent(key -> kinds.putIfAbsent(key, kind(subject)));
    } else if (outcome instanceof Outcome.NotApplicable skipped) {
      notApplicable.add(skipped.reason(), subject.path());
    } else if (outcome instanceof Outcome.Rejected bad) {
      rejected.add(bad.reason(), subject.path());
    }
  }

  private static String kind(Outcome.Subject subject) {
    return Printable.of(
        (subject.modality().orElse("") + " " + subject.bodyPart().orElse("")).strip());
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    if (run == null) {
      throw new IllegalStateException("finish before begin");
    }
    try (PDDocument document = new PDDocument()) {
      describe(document, run);
      try (PageFlow flow = new PageFlow(document)) {
        new SummaryPages(flow, run, totals).write(kinds, highest, notApplicable, rejected);
      }
      OutputStream out = new BufferedOutputStream(file.stream());
      document.save(out);
      out.flush();
    }
    file.commit();
  }

  private static void describe(PDDocument document, RunInfo run) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(
        "Tumor-likelihood report, "
            + run.model().id()
            + ", "
            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(run.createdAt()));
    information.setSubject(RunInfo.DISCLAIMER);
    information.setProducer("tumorscan " + run.toolVersion());
    information.setCreationDate(GregorianCalendar.from(run.createdAt().atZone(ZoneOffset.UTC)));
    document.setDocumentId(run.createdAt().toEpochMilli());
    document.getDocumentCatalog().setLanguage("en");
    PDViewerPreferences preferences =
        new PDViewerPreferences(document.getDocumentCatalog().getCOSObject());
    preferences.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(preferences);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
