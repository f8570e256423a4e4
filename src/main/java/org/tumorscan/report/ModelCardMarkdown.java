package org.tumorscan.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.tumorscan.model.Manifest;

/** A model's card as Markdown: {@code MODEL_CARD.md} of a bundle. */
public final class ModelCardMarkdown {
  /** The card's name in a bundle. */
  public static final String FILE = "MODEL_CARD.md";

  /** What means something to Markdown, or to HTML within it, wherever it stands. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&!]");

  /** What would begin a list within the list; CommonMark 5.2. */
  private static final Pattern MARKER = Pattern.compile("^(\\d{1,9})?([-+.)=])");

  private ModelCardMarkdown() {}

  /** The card. */
  public static String of(Manifest manifest) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escaped(manifest.identity().id())).append('\n');
    for (CardSection section : CardSection.of(manifest)) {
      text.append("\n## ").append(section.title()).append("\n\n");
      section.lines().forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
    }
    return text.toString();
  }

  /** The card as the bundle's file, UTF-8. */
  public static byte[] file(Manifest manifest) {
    return of(manifest).getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String line) {
    String text = SPECIAL.matcher(line.strip()).replaceAll("\\\\$0");
    return MARKER.matcher(text).replaceFirst("$1\\\\$2");
  }
}
