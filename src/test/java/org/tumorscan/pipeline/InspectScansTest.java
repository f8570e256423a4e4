package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.archive.Zips;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.report.InspectionLines;
import org.tumorscan.report.PreviewPictures;

class InspectScansTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final InspectScans inspection =
      new InspectScans(new Part10Reader(ReadLimits.DEFAULT), FrameSelection.ALL, 2);

  private List<JsonNode> inspect(Path... inputs) throws Exception {
    StringWriter out = new StringWriter();
    inspection.inspect(new InputFiles(List.of(inputs), Optional.empty()), new InspectionLines(out));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private Path file(String name, byte[] content) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  @Test
  void imageIsALineOfHeaderAndPixels() throws Exception {
    Path file =
        file(
            "image",
            Part10Builder.image()
                .text(DicomTag.RESCALE_SLOPE, "DS", "2")
                .text(DicomTag.RESCALE_INTERCEPT, "DS", "-1")
                .text(DicomTag.WINDOW_CENTER, "DS", "40")
                .text(DicomTag.WINDOW_WIDTH, "DS", "80")
                .build());
    // sha256 of 0 to 5 as little endian int64.
    JsonNode expected =
        JSON.readTree(
            """
            {"sopClass":"1.2.840.10008.5.1.4.1.1.4","transferSyntax":"1.2.840.10008.1.2.1",
             "modality":"MR","rows":2,"columns":3,"frames":1,"samplesPerPixel":1,
             "bits":{"allocated":16,"stored":16,"high":15,"signed":false},
             "photometric":"MONOCHROME2","rescale":{"slope":2.0,"intercept":-1.0},
             "window":[{"center":40.0,"width":80.0,"function":"LINEAR"}],
             "pixels":{"shape":[1,2,3],"min":0,"max":5,"mean":2.5,"sha256":
             "f190072c5052f4f440d4a607c25f5bced487c420806c9aab4ca5b0653e72da61"}}
            """);
    JsonNode line = inspect(file).get(0);
    assertEquals(file.toString(), line.get("path").asText());
    ((ObjectNode) line).remove("path");
    assertEquals(expected, line);
  }

  @Test
  void floatPixelsAreDigestedAsFloat64() throws Exception {
    Part10Builder image =
        Part10Builder.image()
            .without(DicomTag.PIXEL_DATA)
            .shape(1, 2)
            .shorts(DicomTag.BITS_ALLOCATED, "US", 32)
            .ints(
                DicomTag.FLOAT_PIXEL_DATA,
                "OF",
                Float.floatToIntBits(-0.5f),
                Float.floatToIntBits(1.5f));
    JsonNode pixels = inspect(file("float", image.build())).get(0).get("pixels");
    assertEquals(-0.5, pixels.get("min").asDouble());
    assertEquals(1.5, pixels.get("max").asDouble());
    assertEquals(
        "64fba2e084955c6f9db10037bfd83c0e48d44821c888f6745cd9c58a3c1fe732",
        pixels.get("sha256").asText());
  }

  @Test
  void fileThatIsNotDicomSaysSo() throws Exception {
    JsonNode error = inspect(file("text", new byte[] {'n', 'o'})).get(0).get("error");
    assertEquals("not-dicom", error.get("reason").asText());
    assertEquals(0, error.get("offset").asLong());
  }

  @Test
  void brokenImageHasItsHeaderAndTheErrorsPlace() throws Exception {
    byte[] file = Part10Builder.image().shape(20, 30).build();
    JsonNode line = inspect(file("broken", file)).get(0);
    assertEquals(20, line.get("rows").asInt());
    assertFalse(line.has("pixels"));
    assertEquals("too-little-pixel-data", line.get("error").get("reason").asText());
    assertEquals("(7FE0,0010)", line.get("error").get("tag").asText());
    assertEquals(file.length, line.get("error").get("offset").asLong());
  }

  @Test
  void directoriesAreReadRecursivelyInOrderOfNames() throws Exception {
    byte[] image = Part10Builder.image().build();
    Path b = file("b/2", image);
    Path a = file("a/3", image);
    Path c = file("c", new byte[0]);
    StringWriter out = new StringWriter();
    InspectScans.Counts counts =
        inspection.inspect(
            new InputFiles(List.of(directory), Optional.empty()), new InspectionLines(out));
    assertEquals(new InspectScans.Counts(2, 0, 1, 0), counts);
    List<String> paths = new ArrayList<>();
    for (JsonNode line : inspect(directory)) {
      paths.add(line.get("path").asText());
    }
    assertEquals(List.of(a.toString(), b.toString(), c.toString()), paths);
  }

  @Test
  void linksBackUpAreNotFollowed() throws Exception {
    file("sub/image", Part10Builder.image().build());
    Files.createSymbolicLink(directory.resolve("sub/up"), directory);
    List<JsonNode> lines = inspect(directory);
    assertEquals(1, lines.size());
    assertFalse(lines.get(0).has("error"));
  }

  @Test
  void missingInputIsUnreadable() throws Exception {
    JsonNode line = inspect(directory.resolve("none")).get(0);
    assertEquals("unreadable", line.get("error").get("reason").asText());
  }

  @Test
  void departuresFromTheStandardAreWarnings() throws Exception {
    JsonNode line = inspect(file("bare", Part10Builder.image().bare().build())).get(0);
    assertEquals(
        JSON.readTree("[\"the file has no meta information: read as Explicit VR Little Endian\"]"),
        line.get("warnings"));
  }

  @Test
  void onlyTheFramesAskedForAreLookedAt() throws Exception {
    Path file =
        file(
            "frames",
            Part10Builder.image().text(DicomTag.NUMBER_OF_FRAMES, "IS", "3").shape(1, 2).build());
    FrameSelection second = new FrameSelection(List.of(new FrameSelection.Range(2, 2)));
    StringWriter out = new StringWriter();
    new InspectScans(new Part10Reader(ReadLimits.DEFAULT), second, 1)
        .inspect(new InputFiles(List.of(file), Optional.empty()), new InspectionLines(out));
    JsonNode line = JSON.readTree(out.toString());
    assertEquals(3, line.get("frames").asInt());
    assertEquals(JSON.readTree("[1,1,2]"), line.get("pixels").get("shape"));
    assertEquals(2, line.get("pixels").get("min").asInt());
    assertEquals(3, line.get("pixels").get("max").asInt());
  }

  @Test
  void saysWhatOtherFramesHaveOtherwise() throws Exception {
    Part10Builder[] frames = {window("10"), window("20")};
    Part10Builder image =
        Part10Builder.image()
            .shape(1, 3)
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
            .sequence(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
    JsonNode line = inspect(file("enhanced", image.build())).get(0);
    assertEquals(10, line.get("window").get(0).get("center").asInt());
    assertEquals(JSON.readTree("[\"window\"]"), line.get("variesByFrame"));
  }

  private static Part10Builder window(String center) {
    return Part10Builder.empty()
        .sequence(
            DicomTag.FRAME_VOI_LUT_SEQUENCE,
            Part10Builder.empty()
                .text(DicomTag.WINDOW_CENTER, "DS", center)
                .text(DicomTag.WINDOW_WIDTH, "DS", "8"));
  }

  @Test
  void entriesOfAnArchiveAreReadLikeFiles() throws Exception {
    byte[] image = Part10Builder.image().build();
    byte[] zip = Zips.of(Map.of("a/1.dcm", image, "a/note", new byte[] {'t'}));
    Path archive = file("scans.zip", zip);
    List<JsonNode> lines = inspect(archive);
    assertEquals(archive + "!/a/1.dcm", lines.get(0).get("path").asText());
    assertEquals(2.5, lines.get(0).get("pixels").get("mean").asDouble());
    assertEquals("not-dicom", lines.get(1).get("error").get("reason").asText());
  }

  @Test
  void everyFrameAskedForHasAPreviewOfItsOwn() throws Exception {
    Part10Builder image =
        Part10Builder.image()
            .shape(1, 3)
            .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
            .text(DicomTag.PIXEL_SPACING, "DS", "2\\1");
    byte[] bytes = image.build();
    Path scans = file("zip/scans.zip", Zips.of(Map.of("1", bytes, "2", bytes))).getParent();
    PreviewPictures pictures = new PreviewPictures(scans);
    StringWriter out = new StringWriter();
    InputFiles inputs = new InputFiles(List.of(scans), Optional.of(scans));
    InspectScans previewing = inspection.withPreviews(pictures);
    previewing.inspect(inputs, new InspectionLines(out));
    Set<String> names = new HashSet<>();
    for (String line : out.toString().lines().toList()) {
      for (JsonNode name : JSON.readTree(line).get("previews")) {
        names.add(name.asText());
        BufferedImage picture = ImageIO.read(scans.resolve(name.asText()).toFile());
        assertEquals(2, picture.getHeight());
        assertEquals(255, picture.getRaster().getSample(2, 1, 0));
      }
    }
    assertEquals(4, names.size());
    // Of its own pictures the next run takes no notice.
    assertEquals(
        new InspectScans.Counts(2, 0, 0, 0),
        previewing.inspect(inputs, new InspectionLines(new StringWriter())));
  }

  @Test
  void colourThatCannotBeShownIsAWarning() throws Exception {
    Part10Builder image =
        Part10Builder.image().shape(1, 2).color("YBR_RCT", 0).bits(16, 8, 7, false);
    InputFiles inputs = new InputFiles(List.of(file("rct", image.build())), Optional.empty());
    StringWriter out = new StringWriter();
    inspection
        .withPreviews(new PreviewPictures(directory.resolve("out")))
        .inspect(inputs, new InspectionLines(out));
    JsonNode line = JSON.readTree(out.toString());
    assertFalse(line.has("error"), out.toString());
    assertTrue(line.get("warnings").get(0).asText().startsWith("no preview: YBR_RCT"));
  }

  @Test
  void nothingOfThePatientIsWritten() throws Exception {
    Part10Builder image =
        Part10Builder.image()
            .text(DicomTag.of(0x0010, 0x0010), "PN", "SECRET^NAME")
            .text(DicomTag.of(0x0010, 0x0020), "LO", "SECRET-ID")
            .text(DicomTag.of(0x0008, 0x0050), "SH", "SECRET-ACCESSION");
    assertFalse(inspect(file("image", image.build())).toString().contains("SECRET"));
  }
}
