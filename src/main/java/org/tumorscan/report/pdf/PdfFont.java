package org.tumorscan.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of a document, embedded as far as it is used, so that the document looks the same
 * everywhere. A character that it lacks is shown by its number, such as {@code <U+65E5>}.
 */
final class PdfFont {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float UNITS_PER_POINT = 1000;

  private final PDFont font;
  private final CmapLookup glyphs;

  /** Embeds the font that comes with PDFBox. */
  PdfFont(PDDocument document) throws IOException {
    try (InputStream stream = PDDocument.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IOException(FILE + " is missing from the program");
      }
      TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(stream));
      glyphs = parsed.getUnicodeCmapLookup();
      font = PDType0Font.load(document, parsed, true);
    }
  }

  PDFont font() {
    return font;
  }

  /** The text with what the font can show. */
  String showable(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (glyphs.getGlyphId(codePoint) != 0) {
                result.appendCodePoint(codePoint);
              } else {
                result.append(String.format("<U+%04X>", codePoint));
              }
            });
    return result.toString();
  }

  /**
   * Width of a showable text.
   *
   * @return in points
   */
  float width(String showable, float size) throws IOException {
    return font.getStringWidth(showable) / UNITS_PER_POINT * size;
  }

  /**
   * Breaks text at spaces, and words that are wider than a line anywhere.
   *
   * @param width of a line, in points
   * @return at least one line, each showable
   */
  List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : showable(text).split(" ")) {
      String joined = line.isEmpty() ? word : line + " " + word;
      if (width(joined, size) <= width) {
        line.setLength(0);
        line.append(joined);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      for (int codePoint : word.codePoints().toArray()) {
        String next = line + Character.toString(codePoint);
        if (width(next, size) > width && !line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.appendCodePoint(codePoint);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
