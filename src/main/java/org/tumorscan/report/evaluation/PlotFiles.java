package org.tumorscan.report.evaluation;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.tumorscan.report.ReportTarget;
import org.w3c.dom.Document;

/** Charts as SVG text and PNG pictures. */
final class PlotFiles {
  private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

  /** Pixels of the PNG for one of the chart: sharp on dense screens and in print. */
  private static final int PNG_SCALE = 2;

  private PlotFiles() {}

  /** The chart as an SVG document. */
  static String svg(JFreeChart chart, Dimension size) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG_NAMESPACE, "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment(null);
      SVGGraphics2D graphics = new SVGGraphics2D(context, false);
      graphics.setSVGCanvasSize(size);
      chart.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
      Writer text = new StringWriter();
      graphics.stream(text, true);
      return text.toString();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform parses XML", e);
    }
  }

  /** Writes {@code NAME.svg} and {@code NAME.png} into an existing directory. */
  static void write(Path directory, String name, JFreeChart chart, Dimension size)
      throws IOException {
    try (ReportTarget target = ReportTarget.file(directory.resolve(name + ".svg"))) {
      target.writer().write(svg(chart, size));
      target.commit();
    }
    Path temporary = directory.resolve("." + name + ".png.tmp");
    try {
      ImageIO.write(picture(chart, size), "png", temporary.toFile());
      Files.move(
          temporary,
          directory.resolve(name + ".png"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static BufferedImage picture(JFreeChart chart, Dimension size) {
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * size.width, PNG_SCALE * size.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(PNG_SCALE, PNG_SCALE);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
    graphics.dispose();
    return image;
  }
}
