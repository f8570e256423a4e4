package org.tumorscan.report.pdf;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Sets text, tables and pictures one below the other on A4 pages, and begins a page where one is
 * full. Lengths are in points; not thread-safe.
 */
final class PageFlow implements Closeable {
  static final float TEXT = 9;
  static final float SMALL = 7.5f;
  static final float HEADING = 13;
  static final float TITLE = 20;
  static final Color INK = new Color(0x1b2430);
  static final Color SOFT = new Color(0x55606e);
  static final Color ALERT = new Color(0xa4480a);

  private static final Color LINE = new Color(0xd9dee5);
  private static final float MARGIN = 42;
  private static final float FOOT = 60;
  private static final float LEADING = 1.35f;
  private static final float GAP = 8;
  private static final float ROW_GAP = 4;
  private static final int LINES_TOGETHER = 12;
  private static final float BOLD_STROKE = 0.03f;

  private final PDDocument document;
  private final PdfFont font;
  private PDPageContentStream page;
  private float y;

  /** Begins the first page. */
  PageFlow(PDDocument document) throws IOException {
    this.document = document;
    this.font = new PdfFont(document);
    this.page = nextPage();
  }

  /**
   * A column of a table.
   *
   * @param share of the width between the margins
   */
  record Column(String title, float share) {}

  /** A cell; alert cells stand out in colour and weight. */
  record Cell(String text, boolean alert) {
    static Cell of(String text) {
      return new Cell(text, false);
    }
  }

  /** A picture twice as wide as high or square, and the lines below it. */
  record Captioned(BufferedImage picture, List<Cell> caption) {}

  /** Between the margins. */
  static float width() {
    return PDRectangle.A4.getWidth() - 2 * MARGIN;
  }

  /** A line or more of text over the whole width. */
  void paragraph(String text, float size, Color color, boolean bold) throws IOException {
    for (String line : font.lines(text, size, width())) {
      room(size * LEADING);
      y -= size * LEADING;
      show(line, MARGIN, y, size, color, bold);
    }
    y -= size * 0.3f;
  }

  /** A heading that does not stand alone at the foot of a page. */
  void heading(String text) throws IOException {
    room(HEADING * LEADING + 5 * TEXT);
    y -= GAP;
    paragraph(text, HEADING, INK, true);
  }

  /** A table; its titles come again on every page. */
  void table(List<Column> columns, Iterable<List<Cell>> rows) throws IOException {
    titles(columns);
    for (List<Cell> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      int lines = 1;
      for (int column = 0; column < columns.size(); column++) {
        float wide = columns.get(column).share() * width() - GAP;
        cells.add(font.lines(row.get(column).text(), SMALL, wide));
        lines = Math.max(lines, cells.get(column).size());
      }
      // A row stays together, but for one that would leave most of a page empty.
      roomBelowTitles(columns, Math.min(lines, LINES_TOGETHER) * SMALL * LEADING + ROW_GAP);
      for (int line = 0; line < lines; line++) {
        roomBelowTitles(columns, SMALL * LEADING + ROW_GAP);
        y -= SMALL * LEADING;
        rowLine(columns, row, cells, line);
      }
      y -= ROW_GAP;
      rule();
    }
    y -= GAP;
  }

  private void roomBelowTitles(List<Column> columns, float high) throws IOException {
    if (room(high)) {
      titles(columns);
    }
  }

  private void titles(List<Column> columns) throws IOException {
    room(2 * TEXT * LEADING);
    float x = MARGIN;
    y -= TEXT * LEADING;
    for (Column column : columns) {
      show(font.showable(column.title()), x, y, SMALL, SOFT, true);
      x += column.share() * width();
    }
    y -= ROW_GAP;
    rule();
  }

  private void rowLine(List<Column> columns, List<Cell> row, List<List<String>> cells, int line)
      throws IOException {
    float x = MARGIN;
    for (int column = 0; column < columns.size(); column++) {
      boolean alert = row.get(column).alert();
      if (line < cells.get(column).size()) {
        show(cells.get(column).get(line), x, y, SMALL, alert ? ALERT : INK, alert);
      }
      x += columns.get(column).share() * width();
    }
  }

  /** Pictures side by side, {@code across} in a row, each with its caption. */
  void pictures(List<Captioned> pictures, int across) throws IOException {
    float wide = (width() - GAP * (across - 1)) / across;
    y -= GAP;
    for (int first = 0; first < pictures.size(); first += across) {
      List<Captioned> row = pictures.subList(first, Math.min(pictures.size(), first + across));
      float high = 0;
      for (Captioned captioned : row) {
        high = Math.max(high, wide / 2 + captionLines(captioned, wide) * SMALL * LEADING);
      }
      room(high + GAP);
      for (int column = 0; column < row.size(); column++) {
        picture(row.get(column), MARGIN + column * (wide + GAP), wide);
      }
      y -= high + GAP;
    }
  }

  private int captionLines(Captioned captioned, float wide) throws IOException {
    int lines = 0;
    for (Cell cell : captioned.caption()) {
      lines += font.lines(cell.text(), SMALL, wide).size();
    }
    return lines;
  }

  private void picture(Captioned captioned, float x, float wide) throws IOException {
    BufferedImage picture = captioned.picture();
    float high = wide / 2;
    page.drawImage(
        LosslessFactory.createFromImage(document, picture),
        x,
        y - high,
        high * picture.getWidth() / picture.getHeight(),
        high);
    float line = y - high;
    for (Cell cell : captioned.caption()) {
      for (String text : font.lines(cell.text(), SMALL, wide)) {
        line -= SMALL * LEADING;
        show(text, x, line, SMALL, cell.alert() ? ALERT : INK, cell.alert());
      }
    }
  }

  /** Completes the last page and writes a foot under each. */
  void finish(String foot) throws IOException {
    page.close();
    int pages = document.getNumberOfPages();
    for (int number = 1; number <= pages; number++) {
      PDPage sheet = document.getPage(number - 1);
      page = new PDPageContentStream(document, sheet, AppendMode.APPEND, true, true);
      float line = FOOT - GAP;
      for (String text :
          font.lines(foot + " Page " + number + " of " + pages + ".", SMALL, width())) {
        line -= SMALL * LEADING;
        show(text, MARGIN, line, SMALL, SOFT, false);
      }
      page.close();
    }
  }

  @Override
  public void close() throws IOException {
    page.close();
  }

  private void rule() throws IOException {
    page.setStrokingColor(LINE);
    page.setLineWidth(0.5f);
    page.moveTo(MARGIN, y);
    page.lineTo(MARGIN + width(), y);
    page.stroke();
  }

  private void show(String text, float x, float baseline, float size, Color color, boolean bold)
      throws IOException {
    page.beginText();
    page.setFont(font.font(), size);
    page.setNonStrokingColor(color);
    page.setStrokingColor(color);
    page.setLineWidth(size * BOLD_STROKE);
    page.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    page.newLineAtOffset(x, baseline);
    page.showText(text);
    page.endText();
  }

  /** Begins a page where less than so much is left; says whether it did. */
  private boolean room(float high) throws IOException {
    if (y - high >= FOOT) {
      return false;
    }
    page.close();
    page = nextPage();
    return true;
  }

  private PDPageContentStream nextPage() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    y = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(document, sheet);
  }
}
