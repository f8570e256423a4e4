package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.djl.Engines;
import org.tumorscan.djl.ModelRepositoryFiles;

/**
 * What a hospital does with DICOM files of several frames: trains, judges what was held out,
 * calibrates. Every file is a patient with a bright spot in frame 2; frame 1 is not labelled.
 */
class MultiframeTest {
  private static final int PATIENTS = 20;
  private static final int FRAMES = 3;
  private static final int SIZE = 64;

  @TempDir static Path directory;
  private static Path dataset;
  private static Path model;
  private static Map<String, String> environment;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    Engines.stayOffline();
    dataset = Files.createDirectories(directory.resolve("dataset"));
    Random random = new Random(5);
    StringBuilder table = new StringBuilder("file,frame,tumor,source,boxes\n");
    for (int patient = 0; patient < PATIENTS; patient++) {
      double[] spot = {0.35 + 0.3 * random.nextDouble(), 0.35 + 0.3 * random.nextDouble()};
      String name = "scan-" + patient + ".dcm";
      Files.write(dataset.resolve(name), file(patient, spot, random));
      String source = patient < 11 ? "here" : "there, far";
      for (int frame = 2; frame <= FRAMES; frame++) {
        boolean tumor = frame == 2;
        table.append("%s,%d,%d,\"%s\",".formatted(name, frame, tumor ? 1 : 0, source));
        table.append(tumor ? "%.2f %.2f 0.2 0.2".formatted(spot[0], spot[1]) : "").append('\n');
      }
    }
    Files.writeString(dataset.resolve("labels.csv"), table);
    Path repository = directory.resolve("repository");
    for (Map.Entry<String, byte[]> file : ModelRepositoryFiles.ofTinyNetwork().entrySet()) {
      Path path = repository.resolve(file.getKey().substring(1));
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    environment = Map.of("TUMORSCAN_DJL_REPOSITORY", repository.toUri().toString());
    model = directory.resolve("model");
    MultiframeTest test = new MultiframeTest();
    assertEquals(
        ExitCode.OK,
        test.run(
            "train",
            dataset.toString(),
            "--hold-out",
            "there, far",
            "-o",
            model.toString(),
            "--members",
            "2",
            "-q"),
        test.err.toString());
  }

  @Test
  void whatIsHeldOutIsNotLearnedFromAndJudgedByFrame() throws Exception {
    JsonNode manifest = json(model.resolve("manifest.json"));
    assertEquals(11, manifest.at("/card/data/0/tumor").asInt());
    assertEquals(1, manifest.at("/card/data").size());
    assertEquals("there, far", manifest.at("/card/training/held out").asText());
    Path place = directory.resolve("evaluation");
    assertEquals(
        ExitCode.OK,
        run(
            "evaluate",
            dataset.toString(),
            "--hold-out=there, far",
            "--split",
            "test",
            "--model",
            model.toString(),
            "-o",
            place.toString()),
        err.toString());
    JsonNode figures = json(place.resolve("evaluation.json")).at("/models/0");
    assertEquals(18, figures.at("/counts/scored").asInt());
    // Frames taken for their neighbours would turn this round.
    assertTrue(figures.at("/metrics/auroc/value").asDouble() > 0.8, out.toString());
    assertEquals(9, figures.at("/counts/groups").asInt());
    assertTrue(figures.at("/metrics/aurocAgainstErased/tumors").asInt() > 0, out.toString());
  }

  @Test
  void anUnknownSourceIsToldWithThoseThereAre() {
    assertEquals(
        ExitCode.USAGE,
        run(
            "evaluate",
            dataset.toString(),
            "--hold-out",
            "here,nowhere",
            "--model",
            model.toString(),
            "-o",
            directory.resolve("none").toString()));
    assertTrue(err.toString().contains("no source 'nowhere'; there are here, there, far"));
    assertFalse(Files.exists(directory.resolve("none")));
  }

  @Test
  void aModelIsCalibratedOnOtherScans() throws Exception {
    Path bundle = directory.resolve("calibrated");
    assertEquals(
        ExitCode.OK,
        run(
            "models",
            "calibrate",
            model.toString(),
            dataset.toString(),
            "--split",
            "all",
            "-o",
            bundle.toString()),
        err.toString());
    JsonNode old = json(model.resolve("manifest.json"));
    JsonNode manifest = json(bundle.resolve("manifest.json"));
    assertEquals("model-calibrated", manifest.at("/identity/id").asText());
    assertEquals("0.1.0+calibrated", manifest.at("/identity/version").asText());
    assertFalse(old.at("/head/calibration").equals(manifest.at("/head/calibration")));
    assertEquals(
        old.at("/files/head.safetensors"), manifest.at("/files/head.safetensors"), "the head");
    assertTrue(
        manifest.at("/card/training/calibration: model").asText().startsWith("model 0.1.0, sha256"),
        manifest.toString());
    assertEquals(64, manifest.at("/card/training/calibration: data sha256").asText().length());
    assertEquals(ExitCode.OK, run("models", "verify", bundle.toString()), err.toString());
    Files.writeString(bundle.resolve("MODEL_CARD.md"), "changed");
    assertEquals(ExitCode.MODEL, run("models", "verify", bundle.toString()));
    assertEquals(
        ExitCode.USAGE,
        run("models", "calibrate", model.toString(), dataset.toString(), "-o", bundle.toString()));
    assertTrue(err.toString().contains("there is a model already"), err.toString());
  }

  @Test
  void aDescriptionReplacesWhatTheOldModelSaid() throws Exception {
    Path description = directory.resolve("description.json");
    Files.writeString(
        description,
        """
        {
          "identity": { "id": "ours", "version": "2.0", "title": "Ours" },
          "scope": { "modalities": ["MR"], "bodyParts": [], "description": "Of ours." },
          "licence": "ours", "sources": {}, "limits": ["For us."]
        }
        """);
    Path bundle = directory.resolve("described");
    List<String> command =
        new ArrayList<>(List.of("models", "calibrate", model.toString(), dataset.toString()));
    command.addAll(List.of("--split", "all", "--describe", description.toString()));
    command.addAll(List.of("-o", bundle.toString()));
    assertEquals(ExitCode.OK, run(command.toArray(String[]::new)), err.toString());
    JsonNode manifest = json(bundle.resolve("manifest.json"));
    assertEquals("ours", manifest.at("/identity/id").asText());
    assertEquals("Of ours.", manifest.at("/scope/description").asText());
    assertEquals("[\"For us.\"]", manifest.at("/card/limits").toString());
    assertEquals(3, manifest.at("/series/operatingPoints").size());

    command.addAll(List.of("--id", "theirs"));
    assertEquals(ExitCode.USAGE, run(command.toArray(String[]::new)));
    assertTrue(err.toString().contains("exclude each other"), err.toString());
  }

  @Test
  void aCalibrationNeedsTenPatientsOfEachClass() {
    Path bundle = directory.resolve("too-few");
    assertEquals(
        ExitCode.USAGE,
        run(
            "models",
            "calibrate",
            model.toString(),
            dataset.toString(),
            "--hold-out",
            "there, far",
            "--split",
            "test",
            "-o",
            bundle.toString()));
    assertTrue(err.toString().contains("at least 10 patients"), err.toString());
    assertTrue(err.toString().contains("those of 9"), err.toString());
    assertFalse(Files.exists(bundle), "not even a directory");
  }

  @Test
  void everySourceIsLeftOutOnceAndWhatIsFinishedStays() throws Exception {
    Path place = directory.resolve("leave-one-out");
    String[] command = {
      "leave-one-out",
      dataset.toString(),
      "-o",
      place.toString(),
      "-q",
      "--",
      "--from",
      ModelRepositoryFiles.NETWORK_URL,
      "--members",
      "0"
    };
    assertEquals(ExitCode.OK, run(command), err.toString());
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(1).matches("here +22 +11  +[01]\\.\\d{3} \\(.*"), out.toString());
    assertTrue(lines.get(2).matches("there, far +18 +9  +[01]\\.\\d{3} \\(.*"), out.toString());
    Path manifest = place.resolve("here/model/manifest.json");
    Files.setLastModifiedTime(manifest, java.nio.file.attribute.FileTime.fromMillis(0));
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.OK, run(command), err.toString());
    assertEquals(lines, out.toString().lines().toList());
    assertEquals(0, Files.getLastModifiedTime(manifest).toMillis());
    command[command.length - 1] = "1";
    assertEquals(ExitCode.USAGE, run(command));
    assertTrue(err.toString().contains("other train options"), err.toString());
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** A head of blotches that no other patient has, and the spot in frame 2. */
  private static byte[] file(int patient, double[] spot, Random random) {
    BufferedImage head = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = head.createGraphics();
    ellipse(graphics, 100, 4, 4, 56 - random.nextInt(12), 56 - random.nextInt(12));
    for (int i = 0; i < 25; i++) {
      int width = 6 + random.nextInt(14);
      int height = 6 + random.nextInt(14);
      int x = 10 + random.nextInt(44 - width);
      int y = 10 + random.nextInt(44 - height);
      ellipse(graphics, 60 + random.nextInt(100), x, y, width, height);
    }
    byte[] pixels = new byte[FRAMES * SIZE * SIZE];
    for (int frame = 0; frame < FRAMES; frame++) {
      add(frame == 1 ? withSpot(head, spot) : head, pixels, frame);
    }
    return Part10Builder.image()
        .shape(SIZE, SIZE)
        .bits(8, 8, 7, false)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", Integer.toString(FRAMES))
        .text(DicomTag.PATIENT_ID, "LO", "P" + patient)
        .text(DicomTag.STUDY_INSTANCE_UID, "UI", "1.2.3." + patient)
        .bytes(DicomTag.PIXEL_DATA, "OB", pixels)
        .build();
  }

  private static BufferedImage withSpot(BufferedImage head, double[] spot) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.drawImage(head, 0, 0, null);
    int left = (int) ((spot[0] - 0.1) * SIZE);
    ellipse(graphics, 250, left, (int) ((spot[1] - 0.1) * SIZE), SIZE / 5, SIZE / 5);
    return picture;
  }

  private static void add(BufferedImage picture, byte[] pixels, int frame) {
    byte[] values = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    System.arraycopy(values, 0, pixels, frame * SIZE * SIZE, SIZE * SIZE);
  }

  private static void ellipse(Graphics2D graphics, int level, int x, int y, int width, int height) {
    graphics.setColor(new Color(level, level, level));
    graphics.fillOval(x, y, width, height);
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            new StopSignal(),
            environment);
    int code = CheckedMain.run(args, console);
    console.out().flush();
    return code;
  }
}
