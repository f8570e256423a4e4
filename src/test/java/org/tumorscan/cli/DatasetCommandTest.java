package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;

/** Auditing data as its users call it, and training on data that fail the audit. */
class DatasetCommandTest {
  private static final String SECRET = "SECRET-4711";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void copiesAcrossSplitsAreListedAndShownOnThePage() throws Exception {
    Path dataset = leakyDataset();
    assertEquals(
        ExitCode.SOME_REJECTED,
        run("dataset", "audit", dataset.toString(), "-o", "" + directory.resolve("o")));
    assertTrue(
        out.toString().contains("near-duplicates: 1 pairs, 1 across splits"), out.toString());
    assertTrue(
        out.toString().contains("0.png (train) and copy.png (val), agreement"), out.toString());
    assertTrue(out.toString().contains("mirrored left to right"), out.toString());
    JsonNode audit = new ObjectMapper().readTree(directory.resolve("o/audit.json").toFile());
    assertEquals("copy.png", audit.at("/nearDuplicates/0/second").asText());
    assertTrue(audit.at("/nearDuplicates/0/acrossSplits").asBoolean());
    assertEquals(13, audit.at("/counts/all/tumor").asInt());
    String page = Files.readString(directory.resolve("o/audit.html"));
    assertTrue(page.contains("near-duplicates across splits: 1"), "no alert");
    assertEquals(3, page.split("data:image/jpeg;base64,", -1).length);
    assertFalse(page.contains("://"), "the page names an address");
  }

  @Test
  void trainRefusesLeakingSplitsBeforeItLoadsTheNetworkAndRegroupsThem() throws Exception {
    Path dataset = leakyDataset();
    String bundle = directory.resolve("model").toString();
    assertEquals(ExitCode.USAGE, run("train", dataset.toString(), "-o", bundle));
    assertTrue(err.toString().contains("copy.png (val)"), err.toString());
    assertTrue(err.toString().contains("--regroup"), err.toString());
    assertFalse(Files.exists(directory.resolve("model/manifest.json")));
    assertEquals(
        ExitCode.OK,
        run("train", dataset.toString(), "-o", bundle, "--regroup", "--members", "0"),
        err.toString());
    assertTrue(out.toString().contains("from 32x32 thumbnail"), out.toString());
  }

  @Test
  void framesArePatientsCasesAndTheIdIsNowhere() throws Exception {
    for (int i = 0; i < 6; i++) {
      String id = SECRET + i / 2;
      Path file = directory.resolve("d").resolve(i % 4 < 2 ? "tumor" : "no-tumor");
      Files.createDirectories(file);
      Files.write(file.resolve(i + ".dcm"), twoFrames(id, i));
    }
    Files.writeString(directory.resolve("d/tumor/notes.txt"), "not a picture");
    String output = directory.resolve("o").toString();
    assertEquals(
        ExitCode.SOME_REJECTED,
        run("dataset", "audit", directory.resolve("d").toString(), "-o", output, "-v"));
    assertTrue(out.toString().contains("3 patients known, 3 groups"), out.toString());
    assertTrue(out.toString().contains("tumor/notes.txt: not-dicom"), out.toString());
    assertTrue(out.toString().matches("(?s).*all +4 +8\\n.*"), out.toString());
    for (String text :
        List.of(
            out.toString(),
            err.toString(),
            Files.readString(directory.resolve("o/audit.html")),
            Files.readString(directory.resolve("o/audit.json")))) {
      assertFalse(text.contains(SECRET), "the patient's id is in " + text);
    }
  }

  @Test
  void aPatientAcrossSplitsIsFoundByTheHeader() throws Exception {
    for (int i = 0; i < 4; i++) {
      Path file =
          directory
              .resolve("d")
              .resolve(i % 2 == 0 ? "train" : "val")
              .resolve(i < 2 ? "yes" : "no");
      Files.createDirectories(file);
      Files.write(file.resolve(i + ".dcm"), twoFrames(SECRET + i / 2, i));
    }
    assertEquals(
        ExitCode.SOME_REJECTED, run("dataset", "audit", directory.resolve("d").toString()));
    assertTrue(out.toString().contains("patients across splits: 2"), out.toString());
  }

  /** What a single class does not define is null. */
  @Test
  void aClassThatCannotBeReadLeavesFiguresOpen() throws Exception {
    Path dataset = directory.resolve("d");
    for (String name : List.of("yes/0.png", "yes/1.png")) {
      Files.createDirectories(dataset.resolve(name).getParent());
      ImageIO.write(picture(name.hashCode()), "png", dataset.resolve(name).toFile());
    }
    Files.createDirectories(dataset.resolve("no"));
    Files.writeString(dataset.resolve("no/2.png"), "not a picture");
    assertEquals(
        ExitCode.SOME_REJECTED,
        run("dataset", "audit", dataset.toString(), "--json"),
        err.toString());
    JsonNode audit = new ObjectMapper().readTree(out.toString());
    assertEquals("no/2.png", audit.at("/unreadable/0/path").asText());
    assertTrue(audit.at("/shortcuts/0/auroc").isNull(), out.toString());
  }

  @Test
  void everyPairOfTheLeakySetIsFoundAndNothingElse() throws Exception {
    String stated = System.getenv("TUMORSCAN_SHARED");
    Path set = Path.of(stated == null ? "../shared" : stated).resolve("leaky-split");
    Assumptions.assumeTrue(
        Files.isDirectory(set), "skipped: no leaky-split in ../shared or TUMORSCAN_SHARED");
    assertEquals(ExitCode.SOME_REJECTED, run("dataset", "audit", set.toString(), "--json"));
    Set<Set<String>> found = new HashSet<>();
    for (JsonNode pair : new ObjectMapper().readTree(out.toString()).path("nearDuplicates")) {
      found.add(Set.of(pair.path("first").asText(), pair.path("second").asText()));
    }
    Set<Set<String>> listed = new HashSet<>();
    Map<String, String> firstOfGroup = new HashMap<>();
    for (String line : Files.readAllLines(set.resolve("labels.csv"))) {
      String[] fields = line.split(",");
      String other = firstOfGroup.putIfAbsent(fields[3], fields[0]);
      if (other != null) {
        listed.add(Set.of(other, fields[0]));
      }
    }
    assertEquals(80, listed.size());
    assertTrue(found.containsAll(listed), "pairs are missing");
    // Looked at: a third copy of one picture, which the set's labels do not know.
    found.removeAll(listed);
    assertEquals(
        Set.of(
            Set.of("images/train-0024.jpg", "images/test-0231.jpg"),
            Set.of("images/test-0025.jpg", "images/test-0231.jpg")),
        found);
  }

  private Path leakyDataset() throws IOException {
    Path dataset = Files.createDirectories(directory.resolve("leaky"));
    StringBuilder table = new StringBuilder("file,tumor,split\n");
    for (int i = 0; i < 24; i++) {
      ImageIO.write(picture(i), "png", dataset.resolve(i + ".png").toFile());
      table.append("%d.png,%d,%s\n".formatted(i, 1 - i % 2, i < 12 ? "train" : "val"));
    }
    BufferedImage original = picture(0);
    BufferedImage copy = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    copy.createGraphics().drawImage(original, 64, 0, -64, 64, null);
    ImageIO.write(copy, "png", dataset.resolve("copy.png").toFile());
    Files.writeString(dataset.resolve("labels.csv"), table + "copy.png,1,val\n");
    return dataset;
  }

  private static BufferedImage picture(int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 80; i++) {
      int level = 40 + random.nextInt(200);
      graphics.setColor(new Color(level, level, level));
      graphics.fillOval(
          10 + random.nextInt(60), 10 + random.nextInt(60), 8 + random.nextInt(12), 12);
    }
    graphics.dispose();
    return image;
  }

  private static byte[] twoFrames(String patientId, int seed) {
    Random random = new Random(seed);
    int[] samples = random.ints(2 * 40 * 40, 0, 1000).toArray();
    return Part10Builder.image()
        .text(DicomTag.PATIENT_ID, "LO", patientId)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
        .shape(40, 40)
        .shorts(DicomTag.PIXEL_DATA, "OW", samples)
        .build();
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            new StopSignal(),
            Map.of());
    int code = CheckedMain.run(args, console);
    console.out().flush();
    return code;
  }
}
