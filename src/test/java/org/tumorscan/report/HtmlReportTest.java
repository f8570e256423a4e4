package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;

class HtmlReportTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"&\u2028\u202E\n.dcm";
  private static final String HOSTILE_ESCAPED =
      "script&gt;&quot;&amp;&lt;U+2028&gt;&lt;U+202E&gt;&lt;U+000A&gt;.dcm";

  @TempDir private Path directory;

  @Test
  void statesModelOperatingPointDeviceReaderLimitsAndDisclaimer() throws IOException {
    String page = write(SampleRun.outcomes());
    assertContains(page, "<strong>brain-mri-tumor</strong> 0.1.0-preview");
    assertContains(page, SampleRun.INFO.model().sha256());
    assertContains(page, "balanced: suspicious from a likelihood of 0.500");
    assertContains(page, "cpu in float32, files read by part10");
    assertContains(page, "<li>A preview: trained on few sources.</li>");
    assertContains(page, "<strong>" + RunInfo.DISCLAIMER + "</strong>");
    assertContains(page, "Series likelihood: " + SampleRun.SERIES.rule().description());
  }

  @Test
  void theModelCardIsFoldedAndEscaped() throws IOException {
    String page = write(SampleRun.outcomes());
    String card = page.substring(page.indexOf("<details"), page.indexOf("</details>"));
    assertContains(card, "<summary>Model card</summary>");
    assertContains(card, "<h3>Limits</h3>");
    assertContains(card, "<li>Few &lt;b&gt;sources&lt;/b&gt;.</li>");
  }

  @Test
  void highestSliceShowsLikelihoodIntervalDecisionAndMarks() throws IOException {
    String page = write(SampleRun.outcomes());
    String slice =
        page.substring(
            page.indexOf("<li class=\"slice"),
            page.indexOf("</li>", page.indexOf("<li class=\"slice")));
    assertContains(slice, "<span class=\"number\">0.800</span> <span class=\"badge\">suspicious<");
    assertContains(slice, "90&nbsp;% interval 0.600 to 0.900");
    assertContains(slice, "d=\"M60.00 6H90.00M60.00 2V10M90.00 2V10\"");
    assertContains(slice, "Unlike the training data (1.3)");
    assertContains(slice, "<p class=\"warning\">no VOI window: full range used</p>");
    assertContains(slice, "<span class=\"directory\">a/</span><a class=\"name\"");
    assertContains(slice, "alt=\"2.dcm  as the network saw it\"");
  }

  @Test
  void familiarSliceHasNoMarks() throws IOException {
    String page = write(List.of(SampleRun.classified(SampleRun.slice("x", 1), 0.25)));
    assertFalse(page.contains("Unlike the training data ("));
    assertFalse(page.contains("<p class=\"warning\">"));
    assertContains(page, "<span class=\"badge\">not suspicious</span>");
  }

  @Test
  void summaryShowsTheHighestSlicesAndNoMore() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int slice = 0; slice < 30; slice++) {
      outcomes.add(SampleRun.classified(SampleRun.slice("s/" + slice, 1), slice / 40.0));
    }
    String page = write(outcomes);
    List<String> shown = all(page, "<a class=\"name\" href=\"#slice-[0-9a-f]{12}\">(\\d+)<");
    assertEquals(HighestSlices.MOST, shown.size());
    assertEquals(List.of("29", "28"), shown.subList(0, 2));
  }

  @Test
  void everyOutcomeIsARowOfTheViewer() throws IOException {
    JsonNode rows = rows(write(SampleRun.outcomes()));
    assertEquals(
        List.of("clear", "suspicious", "not-applicable", "rejected"),
        StreamSupport.stream(rows.spliterator(), false).map(row -> row.path(0).asText()).toList());
    JsonNode slice = rows.get(1);
    assertEquals("a/", slice.path(2).asText());
    assertEquals("2.dcm", slice.path(3).asText());
    assertEquals(1, slice.path(5).asInt());
    assertEquals("MR HEAD", slice.path(6).asText());
    assertEquals("0.800", slice.path(7).asText());
    assertEquals("0.600", slice.path(8).asText());
    assertEquals("0.900", slice.path(9).asText());
    assertEquals("1.3", slice.path(10).asText());
    assertEquals("no VOI window: full range used", slice.path(12).path(0).asText());
    assertEquals("made for MR, and this is CT", rows.get(2).path(12).path(0).asText());
    assertEquals("", rows.get(0).path(10).asText());
  }

  @Test
  void rejectedRowShowsReasonElementAndByte() throws IOException {
    JsonNode notes = rows(write(SampleRun.outcomes())).get(3).path(12);
    assertEquals(
        "truncated: value of 512 bytes, 100 left in the file, element (7FE0,0010), byte 1234",
        notes.path(0).asText());
    assertEquals("the transfer syntax is guessed", notes.path(1).asText());
  }

  @Test
  void withoutScriptsATableHasEveryOutcome() throws IOException {
    String page = write(SampleRun.outcomes());
    String table = page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
    assertEquals(4, all(table, "(<tr id=\"slice-[0-9a-f]{12}\")").size());
    assertContains(table, "class=\"count\">0.600 to 0.900</td>");
    assertContains(table, "unlike the training data (1.3)");
    assertContains(table, "truncated: value of 512 bytes");
  }

  @Test
  void picturesAreTextUntilTheyComeIntoView() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int slice = 0; slice < 50; slice++) {
      outcomes.add(SampleRun.classified(SampleRun.slice("s/" + slice, 1), 0.8));
    }
    String page = write(outcomes);
    assertEquals(50, pictures(page).size());
    // Each of the highest slices has a picture and a map; then there is the legend.
    assertEquals(2 * HighestSlices.MOST + 1, all(page, "(<img [^>]*src=)").size());
  }

  @Test
  void seriesPointsToItsHighestSlices() throws IOException {
    String page = write(SampleRun.outcomes());
    List<String> targets = all(page, "<li><a href=\"#(slice-[0-9a-f]{12})\">");
    assertEquals(2, targets.size());
    targets.forEach(target -> assertContains(page, "id=\"" + target + "-picture\""));
    assertEquals(2, pictures(page).size());
  }

  @Test
  void hostilePathIsTextInEveryPlace() throws IOException {
    Outcome.NotApplicable skipped = SampleRun.notApplicable(HOSTILE);
    String page =
        write(
            List.of(
                SampleRun.classified(SampleRun.slice(HOSTILE, 1), 0.8),
                skipped,
                new Outcome.NotApplicable(SampleRun.slice("y", 1), HOSTILE, List.of()),
                SampleRun.rejected(HOSTILE),
                new Outcome.Rejected(
                    Outcome.Subject.file("z"),
                    "malformed",
                    HOSTILE,
                    Optional.empty(),
                    OptionalLong.empty(),
                    List.of())));

    assertFalse(page.contains("<script>alert"), "a path became markup");
    assertEquals(1, all(page, "(<script>)").size());
    // Rows, one slice's pictures, the program: nothing else opens or ends a script.
    assertEquals(3, all(page, "(</script)").size());
    assertEquals(3, all(page, "(<script)").size());
    assertFalse(page.contains("\u2028") || page.contains("\u202E"));
    // Highest slice's picture, its map's place has none; path; series' highest slice; skipped path
    // and reason; rejected path; and the table without scripts: three paths and two notes.
    assertEquals(11, all(page, "(" + Pattern.quote(HOSTILE_ESCAPED) + ")").size());
  }

  @Test
  void hostileTextIsEscapedInTheRowsAndComesBackWhole() throws IOException {
    String hostile = "a\"'</script><!--<script>&amp;\u2028\u2029\\.dcm";
    String page = write(List.of(SampleRun.rejected(hostile)));
    String json = all(page, "(?s)id=\"rows\">(.*?)</script>").get(0);
    assertEquals(List.of(), all(json, "([<>&\u2028\u2029])"));
    assertEquals(
        Printable.of(hostile),
        rows(page).get(0).path(2).asText() + rows(page).get(0).path(3).asText());
    String row =
        new PageRow(
                "clear",
                "a",
                new Place("", "\u2028\u2029</script>", "", 0, ""),
                "",
                "",
                "",
                "",
                "",
                List.of())
            .json();
    assertContains(row, "\\u2028\\u2029\\u003C/script\\u003E");
  }

  @Test
  void hostileHeaderValuesAreText() throws IOException {
    Outcome.Subject subject =
        new Outcome.Subject(
            "x",
            Optional.of(1),
            2,
            Optional.of("<b>sop"),
            Optional.of("<b>series"),
            Optional.of("<b>study"),
            Optional.of("<b>MR"),
            Optional.of("\"><b>HEAD"));
    String page = write(List.of(SampleRun.classified(subject, 0.8)));
    assertFalse(page.contains("<b>s") || page.contains("<b>MR") || page.contains("<b>HEAD"));
    assertContains(page, "frame 1 of 2");
  }

  @Test
  void policyAdmitsTheStyleAndScriptOfThePageAndNothingElse()
      throws IOException, GeneralSecurityException {
    String page = write(SampleRun.outcomes());
    String style = all(page, "(?s)<style>(.*?)</style>").get(0);
    String script = all(page, "(?s)<script>(.*?)</script>").get(0);
    assertContains(
        page,
        "content=\"default-src 'none'; img-src data:; style-src '"
            + digest(style)
            + "'; script-src '"
            + digest(script)
            + "'; base-uri 'none'; form-action 'none'\"");
    assertEquals(List.of(), all(page, "( style=\"| on[a-z]+=\")"));
  }

  @Test
  void pageRefersToNothingOutsideItself() throws IOException {
    String page = write(SampleRun.outcomes());
    for (String address : all(page, "(?:src|href)=\"([^\"]*)\"")) {
      assertTrue(address.startsWith("data:image/") || address.startsWith("#"), address);
    }
    assertEquals(List.of(), all(page, "(url\\(|@import)"));
  }

  @Test
  void heatMapsShareTheScaleOfTheStrongestSlice() throws IOException {
    String page =
        write(
            List.of(
                withHeat("weak", new float[] {2, -2, 0, Float.NaN}),
                withHeat("strong", new float[] {8, 4, 0, 0})));

    assertContains(page, "<span>+8.0</span>");
    List<String> maps = pictures(page).stream().map(text -> text.split(" ")[1]).toList();
    assertEquals(HeatColours.argb(0.25), pixel(maps.get(0), 0, 0));
    assertEquals(0, pixel(maps.get(0), 1, 0) >>> 24, "what speaks against is clear");
    assertEquals(0, pixel(maps.get(0), 1, 1) >>> 24, "no number is clear");
    assertEquals(HeatColours.argb(1), pixel(maps.get(1), 0, 0));
    assertEquals(HeatColours.argb(0.5), pixel(maps.get(1), 1, 0));
  }

  @Test
  void quietRunIsNotBlownUpToFullColour() throws IOException {
    String page = write(List.of(withHeat("quiet", new float[] {0.1f, 0, 0, 0})));
    assertContains(page, "<span>+1.0</span>");
  }

  @Test
  void pictureIsWhatTheNetworkSaw() throws IOException {
    byte[] pixels = new byte[64 * 64];
    Arrays.fill(pixels, 0, 64 * 32, (byte) 200);
    Outcome.Classified slice = SampleRun.classified(SampleRun.slice("x", 1), 0.8);
    String page =
        write(
            List.of(
                new Outcome.Classified(
                    slice.subject(),
                    slice.prediction(),
                    true,
                    List.of(),
                    new Outcome.View(pixels, 64))));

    String picture = pictures(page).get(0).split(" ")[0];
    assertContains(page, "src=\"data:image/jpeg;base64," + picture + "\"");

    // The samples themselves: Java's getRGB takes grey for linear light, browsers do not.
    assertEquals(200, image(picture).getRaster().getSample(10, 10, 0), 3);
    assertEquals(0, image(picture).getRaster().getSample(10, 60, 0), 3);
    assertFalse(new String(decode(picture), StandardCharsets.ISO_8859_1).contains("ICC_PROFILE"));
  }

  @Test
  void skippedFilesAreGroupedByReasonAndTheListIsBounded() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int file = 0; file < 53; file++) {
      outcomes.add(SampleRun.notApplicable("ct/" + file));
    }
    String page = write(outcomes);
    assertContains(page, "class=\"count\">53<");
    assertContains(page, "<li>ct/49</li><li class=\"more\">and 3 more");
    assertFalse(page.contains("<li>ct/50</li>"));
  }

  @Test
  void rejectedFilesAreGroupedByReason() throws IOException {
    String page = write(List.of(SampleRun.rejected("a"), SampleRun.rejected("b")));
    String section = page.substring(page.indexOf("<h2 id=\"rejected\">"));
    assertContains(section, "<code>truncated</code>");
    assertContains(section, "class=\"count\">2</td>");
    assertContains(section, "<ul><li>a</li><li>b</li></ul>");
  }

  @Test
  void everyControlHasALabelAndEveryPictureADescription() throws IOException {
    String page = write(SampleRun.outcomes());
    assertEquals(List.of(), all(page, "(<img(?![^>]* alt=)[^>]*>)"));
    String viewer = page.substring(page.indexOf("<div class=\"viewer\""));
    assertEquals(
        all(viewer, "(<(?:select|input) )").size(),
        all(viewer, "<label>[^<]*(<(?:select|input) )").size());
    assertContains(viewer, "role=\"listbox\" tabindex=\"0\" aria-label=");
  }

  /** WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text. */
  @Test
  void textStandsOutFromItsGround() throws IOException {
    String style = PageResource.named("report.css").text();
    String dark = all(style, "\\.lightbox \\{([^}]*)\\}").get(0);
    String[][] pairs = {
      {colour(style, "ink"), colour(style, "paper")},
      {colour(style, "soft"), colour(style, "tint")},
      {colour(style, "accent"), colour(style, "paper")},
      {colour(style, "alert"), colour(style, "alert-tint")},
      {colour(style, "calm"), colour(style, "calm-tint")},
      {colour(dark, "ink"), "#1b2129"},
      {colour(dark, "soft"), "#1b2129"},
      {colour(dark, "alert"), colour(dark, "alert-tint")},
      {colour(dark, "calm"), colour(dark, "calm-tint")},
      {"#c3ccd6", "#24405c"},
      {"#ffd76a", "#12161b"},
      {"#ffb3bd", "#3c2228"},
    };
    for (String[] pair : pairs) {
      double contrast = contrast(pair[0], pair[1]);
      assertTrue(contrast >= 4.5, pair[0] + " on " + pair[1] + " has " + contrast);
    }
  }

  @Test
  void emptyRunSaysSo() throws IOException {
    String page = write(List.of());
    assertContains(page, "No series was classified.");
    assertContains(page, "No slice was classified.");
    assertFalse(page.contains("Colour scale"), "a scale of no map");
    assertContains(page, "Every input could be read.");
    assertContains(page, "The model was made for every readable input.");
  }

  @Test
  void interruptedRunSaysSo() throws IOException {
    Path target = directory.resolve("report.html");
    try (HtmlReport report = new HtmlReport(target)) {
      report.begin(SampleRun.INFO);
      report.finish(new ScoreBoard(SampleRun.SERIES).totals(0, true));
    }
    assertContains(Files.readString(target), "The run was interrupted");
  }

  private static Outcome withHeat(String path, float[] cells) {
    Outcome.Classified slice = SampleRun.classified(SampleRun.slice(path, 1), 0.8);
    Prediction plain = slice.prediction();
    return new Outcome.Classified(
        slice.subject(),
        new Prediction(
            plain.tumorLikelihood(),
            plain.logit(),
            plain.interval(),
            plain.likelihoods(),
            plain.novelty(),
            Optional.of(new Heatmap(cells, 2, 2))),
        true,
        List.of(),
        slice.view());
  }

  private String write(List<Outcome> outcomes) throws IOException {
    Path target = directory.resolve("report.html");
    SampleRun.write(new HtmlReport(target), outcomes);
    return Files.readString(target);
  }

  private static JsonNode rows(String page) throws IOException {
    String json = all(page, "(?s)id=\"rows\">(.*?)</script>").get(0);
    ArrayNode rows = (ArrayNode) new ObjectMapper().readTree(json).path("rows");
    assertTrue(rows.remove(rows.size() - 1).isNull());
    return rows;
  }

  private static List<String> pictures(String page) {
    return all(page, "id=\"slice-[0-9a-f]{12}-picture\">([^<]*)</script>");
  }

  private static String colour(String style, String name) {
    return all(style, "--" + name + ": (#[0-9a-f]{3,6});").get(0);
  }

  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    String digits = colour.substring(1);
    String full = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int channel = 0; channel < 3; channel++) {
      double value = Integer.parseInt(full.substring(2 * channel, 2 * channel + 2), 16) / 255.0;
      sum +=
          weights[channel]
              * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(HtmlReportTest::group).toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private static int pixel(String base64, int x, int y) throws IOException {
    return image(base64).getRGB(x, y);
  }

  private static BufferedImage image(String base64) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(decode(base64)));
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String digest(String text) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static void assertContains(String page, String part) {
    assertTrue(page.contains(part), "the page lacks: " + part);
  }
}
