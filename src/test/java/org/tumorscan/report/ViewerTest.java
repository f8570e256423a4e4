package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.inference.Prediction;

/** The page of {@link HtmlReport} in a browser, opened from its file. */
class ViewerTest {
  private static final int SLICES = 500;

  private static Path browser;

  @TempDir private Path directory;

  @BeforeAll
  static void findBrowser() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                path ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(path)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "skipped: no Chromium here");
    browser = found.get();
  }

  @Test
  void pageRunsUnderItsPolicyAndDrawsWhatIsInViewAlone() throws Exception {
    String dom = dom(write(slices()), "");
    assertTrue(dom.contains("data-rows=\"" + SLICES + "\""), "the script did not run to its end");
    assertFalse(dom.contains("data-failed"), "something failed: " + failure(dom));
    int drawn = all(dom, "(<div class=\"row )").size();
    assertTrue(drawn > 5 && drawn < 60, drawn + " rows are drawn");
    assertEquals(drawn, all(dom, "class=\"row [^>]*><img [^>]*(src=\"data:image/jpeg)").size());
    assertEquals("500 of 500", all(dom, "<output name=\"count\">([^<]*)<").get(0));
  }

  @Test
  void addressOfASliceOpensIt() throws Exception {
    String dom = dom(write(slices()), "#" + Place.anchor("s/400.dcm", 1));
    assertFalse(dom.contains("data-failed"), "something failed: " + failure(dom));
    assertEquals("row-400", all(dom, "aria-activedescendant=\"([^\"]*)\"").get(0));
    assertTrue(dom.contains("alt=\"400.dcm as the network saw it\""), "not its picture");
  }

  @Test
  void aSliceSaysWhatItIsWithoutItsNeighbours() throws Exception {
    Outcome.Classified slice = SampleRun.classified(SampleRun.slice("a/1.dcm", 1), 0.6);
    Outcome smoothed =
        new Outcome.Classified(
            slice.subject(),
            slice.prediction().smoothed(0.41, new Prediction.Interval(0.3, 0.5)),
            false,
            List.of(),
            slice.view());
    String address = "#" + Place.anchor("a/1.dcm", 1);
    String dom = dom(write(List.of(smoothed)), address);
    assertTrue(dom.contains("Among its neighbours; by itself 0.600, as the heat map"), "no word");
    assertFalse(dom(write(List.of(slice)), address).contains("by itself 0.600"), "nothing to say");
  }

  @Test
  void keysGoThroughTheSeriesAndSwitchTheHeatMap() throws Exception {
    Path page =
        drive(
            "press('End'); note(); press('Home'); press('j'); press('ArrowDown'); press('PageDown');"
                + "note(); press('k'); press('ArrowUp'); press('PageUp'); note();"
                + "press('h'); said.push(document.querySelector('.stage .heat').hidden);"
                + "press('h'); said.push(document.querySelector('.stage .heat').hidden);"
                + "press('2'); said.push(document.querySelector('.stage .view').style.filter);",
            slices());
    assertEquals(
        "row-499|row-12|row-0|true|false|invert(0) brightness(180%) contrast(100%)",
        said(dom(page, "")));
  }

  @Test
  void sortsByLikelihoodAndFilters() throws Exception {
    List<Outcome> outcomes = new ArrayList<>(SampleRun.outcomes());
    outcomes.add(SampleRun.classified(SampleRun.slice("a/3.dcm", 1), 0.6));
    Path page =
        drive(
            "set('sort', 'likelihood'); names(); set('sort', 'order');"
                + "for (const kind of ['suspicious', 'novel', 'noted', 'not-applicable', 'rejected'])"
                + " { set('show', kind); names(); }",
            outcomes);
    assertEquals(
        "2.dcm,3.dcm,1.dcm,ct.dcm,broken.dcm|2.dcm,3.dcm|2.dcm|2.dcm|ct.dcm|broken.dcm",
        said(dom(page, "")));
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile =
        "a</script><script>document.documentElement.dataset.failed='x'</script>'\"\u2028";
    String dom =
        dom(
            write(
                List.of(
                    SampleRun.classified(SampleRun.slice(hostile, 1), 0.8),
                    SampleRun.rejected(hostile))),
            "");
    assertTrue(dom.contains("data-rows=\"2\""), "the script did not run to its end");
    assertFalse(dom.contains("data-failed=\""), "something failed: " + failure(dom));
  }

  @Test
  void batchThatFailedHasRowsAndNoPicture() throws Exception {
    String dom = dom(write(List.of(SampleRun.rejected("a"), SampleRun.rejected("b"))), "");
    assertFalse(dom.contains("data-failed"), "something failed: " + failure(dom));
    assertTrue(dom.contains("No picture: rejected."), "nothing stands in the picture's place");
  }

  private static List<Outcome> slices() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      outcomes.add(SampleRun.classified(SampleRun.slice("s/" + slice + ".dcm", 1), 0.3));
    }
    return outcomes;
  }

  private Path write(List<Outcome> outcomes) throws IOException {
    Path target = directory.resolve("report.html");
    SampleRun.write(new HtmlReport(target), outcomes);
    return target;
  }

  /** The page without its policy and with a script that uses it as a person would. */
  private Path drive(String actions, List<Outcome> outcomes) throws IOException {
    Path page = write(outcomes);
    String text = Files.readString(page);
    String driver =
        """
        <script>
        const said = [];
        const list = document.querySelector('.list');
        const press = key => list.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        const note = () => said.push(list.getAttribute('aria-activedescendant'));
        const set = (name, value) => {
          const control = document.querySelector('[name=' + name + ']');
          control.value = value;
          control.dispatchEvent(new Event('input', {bubbles: true}));
        };
        const names = () => said.push(
          Array.from(document.querySelectorAll('.row .name'), name => name.textContent).join());
        %s
        document.documentElement.dataset.said = said.join('|');
        </script>
        </body>"""
            .formatted(actions);
    Files.writeString(
        page,
        text.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", driver));
    return page;
  }

  private String dom(Path page, String fragment) throws IOException, InterruptedException {
    Path output = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + directory.resolve("profile"),
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri() + fragment)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end");
    }
    return Files.readString(output);
  }

  private static String said(String dom) {
    List<String> found = all(dom, "data-said=\"([^\"]*)\"");
    return found.isEmpty() ? "nothing" : found.get(0);
  }

  private static String failure(String dom) {
    return String.join(" ", all(dom, "data-failed=\"([^\"]*)\""));
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(ViewerTest::group).toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }
}
