package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.report.pdf.PdfReport;

class PdfReportTest {
  @TempDir private Path directory;

  @Test
  void statesDisclaimerModelOperatingPointCountsAndSeries() throws IOException {
    try (PDDocument document = write(SampleRun.outcomes())) {
      String text = text(document);
      assertContains(text, RunInfo.DISCLAIMER);
      assertContains(text, "brain-mri-tumor 0.1.0-preview. Made for: MR of the head");
      assertContains(text, "Operating point balanced: suspicious from a likelihood of 0.500");
      assertContains(text, SampleRun.INFO.model().sha256());
      assertContains(text, "Limit: A preview: trained on few sources.");
      assertContains(text, "4 3 2 1 1 1 0");
      assertContains(text, "1 MR HEAD 2 0.536 suspicious 1.2.3 1.2");
      assertContains(text, "made for MR, and this is CT 1 ct.dcm");
      assertContains(text, "truncated 1 broken.dcm");
    }
  }

  @Test
  void highestSlicesComeFirstWithPictureIntervalAndMarks() throws IOException {
    try (PDDocument document = write(SampleRun.outcomes())) {
      String text = text(document).replace(System.lineSeparator(), " ");
      assertContains(text, "0.800 suspicious");
      assertContains(text, "90 % interval 0.600 to 0.900");
      assertContains(text, "Unlike the training data (1.3)");
      assertContains(text, "no VOI window: full range used");
      assertTrue(text.indexOf("0.800 suspicious") < text.indexOf("0.250 not suspicious"));
      List<PDImageXObject> pictures = pictures(document);
      assertEquals(2, pictures.size());
      // What the network saw, and the same with its heat map.
      assertEquals(128, pictures.get(0).getWidth());
      assertEquals(64, pictures.get(0).getHeight());
    }
  }

  @Test
  void longTableGoesOverManyPagesWithTitlesNumbersAndDisclaimerOnEach() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int series = 0; series < 400; series++) {
      outcomes.add(
          SampleRun.classified(
              SampleRun.slice("s" + series, 1, Optional.of("7.7." + series), Optional.of("7.7")),
              0.4));
    }
    try (PDDocument document = write(outcomes)) {
      int pages = document.getNumberOfPages();
      assertTrue(pages >= 8, pages + " pages");
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= pages; page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String text = stripper.getText(document);
        assertContains(text, RunInfo.DISCLAIMER);
        assertContains(text, "Page " + page + " of " + pages + ".");
        if (text.contains("7.7.2")) {
          assertContains(text, "Series Kind Slices Likelihood Decision Series UID Study UID");
        }
      }
      assertContains(text(document), "7.7.399");
    }
  }

  @Test
  void whatTheFontLacksIsShownByNumber() throws IOException {
    try (PDDocument document =
        write(List.of(SampleRun.rejected("\u65E5\u672C/\u00E9\u03B1\n.dcm")))) {
      assertContains(text(document), "<U+65E5><U+672C>/\u00E9\u03B1<U+000A>.dcm");
    }
  }

  @Test
  void pathWiderThanItsColumnIsBroken() throws IOException {
    try (PDDocument document = write(List.of(SampleRun.rejected("x".repeat(900))))) {
      String text = text(document);
      assertEquals(900, text.chars().filter(letter -> letter == 'x').count() - outside(text));
      assertFalse(text.contains("x".repeat(120)));
    }
  }

  @Test
  void rowLongerThanAPageGoesOnOverTheFoot() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int file = 0; file < 6; file++) {
      outcomes.add(SampleRun.rejected(file + "x".repeat(4000)));
    }
    try (PDDocument document = write(outcomes)) {
      assertTrue(document.getNumberOfPages() >= 5, document.getNumberOfPages() + " pages");
      PDFTextStripper lines = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        lines.setStartPage(page);
        lines.setEndPage(page);
        assertTrue(lines.getText(document).lines().count() < 90, "page " + page + " overflows");
      }
    }
  }

  @Test
  void captionOfALongPathKeepsItsEnd() throws IOException {
    Outcome.Subject subject = SampleRun.slice("d".repeat(4000) + "/end.dcm", 1);
    try (PDDocument document = write(List.of(SampleRun.classified(subject, 0.8)))) {
      assertContains(text(document).replaceAll("\\R", ""), "ddd/end.dcm");
      assertTrue(text(document).chars().filter(letter -> letter == 'd').count() < 400);
    }
  }

  private static long outside(String text) {
    return text.lines()
        .filter(line -> !line.contains("xxx"))
        .flatMapToInt(String::chars)
        .filter(letter -> letter == 'x')
        .count();
  }

  @Test
  void emptyRunSaysSo() throws IOException {
    try (PDDocument document = write(List.of())) {
      assertContains(text(document), "No series was classified.");
      assertContains(text(document), "No slice was classified.");
    }
  }

  @Test
  void fontsAreEmbeddedAndTheDateIsTheRuns() throws IOException {
    try (PDDocument document = write(SampleRun.outcomes())) {
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertTrue(font.isEmbedded(), font.getName());
        }
      }
      GregorianCalendar date =
          (GregorianCalendar) document.getDocumentInformation().getCreationDate();
      assertEquals("2026-01-02T03:04:05Z", date.toInstant().toString());
      assertEquals("en", document.getDocumentCatalog().getLanguage());
    }
  }

  private PDDocument write(List<Outcome> outcomes) throws IOException {
    Path target = directory.resolve("report.pdf");
    SampleRun.write(new PdfReport(target), outcomes);
    return Loader.loadPDF(Files.readAllBytes(target));
  }

  private static String text(PDDocument document) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    return stripper.getText(document);
  }

  private static List<PDImageXObject> pictures(PDDocument document) throws IOException {
    List<PDImageXObject> pictures = new ArrayList<>();
    for (PDPage page : document.getPages()) {
      for (COSName name : page.getResources().getXObjectNames()) {
        if (page.getResources().getXObject(name) instanceof PDImageXObject picture) {
          pictures.add(picture);
        }
      }
    }
    return pictures;
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), "lacks: " + part + "\nin: " + text);
  }
}
