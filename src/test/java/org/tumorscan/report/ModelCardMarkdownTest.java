package org.tumorscan.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.BundleFiles;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelCard;

class ModelCardMarkdownTest {

  @Test
  void sectionsStandInTheirOrder() throws Exception {
    List<String> titles =
        ModelCardMarkdown.of(shipped()).lines().filter(line -> line.startsWith("## ")).toList();
    assertEquals(
        List.of(
            "## Model details",
            "## Intended use",
            "## Data",
            "## Metrics",
            "## Limits",
            "## Provenance",
            "## Licence"),
        titles);
    assertTrue(ModelCardMarkdown.of(shipped()).contains("(95 % interval 0."));
  }

  @Test
  void theShippedCardIsThatOfItsManifest() throws Exception {
    try (InputStream card = BundleFiles.shipped("brain-mri-tumor").open(ModelCardMarkdown.FILE)) {
      assertEquals(ModelCardMarkdown.of(shipped()), new String(card.readAllBytes(), UTF_8));
    }
  }

  @Test
  void whatMeansSomethingToMarkdownOrHtmlIsEscaped() throws Exception {
    String card =
        ModelCardMarkdown.of(
            with("<img src=x onerror=a>\n# *b* [c](d) `e` | ~f~ & \\g", "1. h", "- i", "+ j"));
    List<String> limits =
        card.substring(card.indexOf("## Limits"), card.indexOf("## Provenance")).lines().toList();
    assertEquals(
        List.of(
            "- \\<img src=x onerror=a\\>\\<U+000A\\>\\# \\*b\\* \\[c\\](d) \\`e\\` \\| \\~f\\~ \\&"
                + " \\\\g",
            "- 1\\. h",
            "- \\- i",
            "- \\+ j"),
        limits.subList(2, 6));
    assertFalse(card.contains("\n# *"), card);
  }

  private static Manifest with(String... limits) throws Exception {
    Manifest m = shipped();
    ModelCard card =
        new ModelCard(
            m.card().licence(), List.of(), List.of(), List.of(limits), Map.of("seed", "1"));
    return new Manifest(
        m.schemaVersion(),
        m.identity(),
        m.scope(),
        m.input(),
        m.backbone(),
        m.head(),
        m.operatingPoints(),
        m.series(),
        card,
        m.files());
  }

  private static Manifest shipped() throws Exception {
    return new BundleReader().read(BundleFiles.shipped("brain-mri-tumor")).manifest();
  }
}
