package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.djl.Engines;
import org.tumorscan.djl.ModelRepositoryFiles;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelCatalog;

/** Training as its users call it, on a handful of drawn pictures. */
class TrainTest {
  private static final int PICTURES = 24;

  @TempDir Path directory;
  private Path dataset;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @BeforeEach
  void drawPictures() throws IOException {
    dataset = Files.createDirectories(directory.resolve("dataset"));
    Random random = new Random(1);
    StringBuilder table = new StringBuilder("file,tumor,group,source,split\n");
    for (int i = 0; i < PICTURES; i++) {
      boolean tumor = i % 2 == 0;
      ImageIO.write(picture(tumor, random), "png", dataset.resolve(i + ".png").toFile());
      String split = i < PICTURES / 2 ? "train" : "val";
      table.append(i).append(".png,").append(tumor ? 1 : 0);
      table.append(",g").append(i).append(",drawn,").append(split).append('\n');
    }
    Files.writeString(dataset.resolve("labels.csv"), table);
  }

  @Test
  void aTrainedModelTellsWhatItLearnedAndSaysWhereItComesFrom() throws Exception {
    assertEquals(ExitCode.OK, train("--members", "5"), err.toString());
    JsonNode manifest = manifest();
    assertEquals("djl://org.tumorscan/resnet50-imagenet", manifest.at("/backbone/url").asText());
    JsonNode auroc = manifest.at("/card/metrics/0");
    assertEquals("auroc", auroc.path("name").asText());
    assertTrue(auroc.path("value").asDouble() > 0.9, auroc.toString());
    assertEquals(PICTURES / 2, manifest.at("/card/data/0/tumor").asInt());
    assertTrue(out.toString().contains("operating point balanced"), out.toString());
    assertEquals(
        ExitCode.OK,
        run(
            "classify",
            "sample-scans/ct-slice.dcm",
            "--format",
            "json",
            "--model",
            bundle().toString()));
  }

  @Test
  void twoTrainingsGiveTheSameModel() throws Exception {
    assertEquals(ExitCode.OK, train("--members", "3", "--seed", "7"), err.toString());
    byte[] one = Files.readAllBytes(bundle().resolve("manifest.json"));
    assertEquals(ExitCode.OK, train("--members", "3", "--seed", "7"), err.toString());
    assertEquals(
        new String(one, StandardCharsets.UTF_8),
        Files.readString(bundle().resolve("manifest.json")));
  }

  @Test
  void blankPicturesAreLeftOut() throws Exception {
    ImageIO.write(
        new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        dataset.resolve("0.png").toFile());
    assertEquals(ExitCode.OK, train("--members", "0"), err.toString());
    assertEquals(PICTURES / 2 - 1, manifest().at("/card/data/0/tumor").asInt());
  }

  @Test
  void aNetworkOfDjlsZooBecomesPartOfTheModel() throws Exception {
    Path repository = directory.resolve("repository");
    for (Map.Entry<String, byte[]> file : ModelRepositoryFiles.ofTinyNetwork().entrySet()) {
      Path path = repository.resolve(file.getKey().substring(1));
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    int code = trainFromRepository(repository.toUri().toString());
    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals("backbone.pt", manifest().at("/backbone/url").asText());
    assertEquals(1000, manifest().at("/backbone/featureCount").asInt());
    assertEquals(ExitCode.OK, run("models", "verify", bundle().toString()), err.toString());
    out.getBuffer().setLength(0);
    assertEquals(
        ExitCode.OK,
        run(
            "classify",
            "sample-scans/ct-slice.dcm",
            "--format=json",
            "--model",
            bundle().toString()),
        err.toString());
    JsonNode instance = new ObjectMapper().readTree(out.toString()).at("/instances/0");
    assertEquals("classified", instance.path("status").asText());
  }

  @Test
  void aDenseHeadLearnsAndTwoTrainingsGiveTheSame() throws Exception {
    String[] dense = {"--head", "dense", "--epochs", "2", "--examples", "32", "--members", "2"};
    assertEquals(ExitCode.OK, train(dense), err.toString());
    assertEquals("dense", manifest().at("/head/kind").asText());
    byte[] weights = Files.readAllBytes(bundle().resolve("head.safetensors"));
    assertEquals(ExitCode.OK, train(dense), err.toString());
    assertArrayEquals(weights, Files.readAllBytes(bundle().resolve("head.safetensors")));
    out.getBuffer().setLength(0);
    assertEquals(
        ExitCode.OK,
        run(
            "classify",
            "sample-scans/ct-slice.dcm",
            "--format=json",
            "--model",
            bundle().toString()),
        err.toString());
    JsonNode instance = new ObjectMapper().readTree(out.toString()).at("/instances/0");
    assertEquals("classified", instance.path("status").asText());
    assertEquals(ExitCode.USAGE, train("--head", "dense", "--examples", "3"));
    assertTrue(err.toString().contains("--examples must be at least 16"), err.toString());
  }

  @Test
  void aModelIsGoneOnFromWithItsHeadsAndPreprocessing() throws Exception {
    String[] on = {"--from", "brain-mri-tumor", "--head", "dense", "--epochs", "1"};
    assertEquals(ExitCode.OK, train(concat(on, "--examples", "16")), err.toString());
    Manifest shipped = new ModelCatalog(directory).standard().manifest();
    Manifest next = new ModelCatalog(directory).named(bundle().toString()).manifest();
    assertEquals(shipped.input(), next.input());
    assertEquals(shipped.backbone(), next.backbone());
    assertEquals(shipped.series().smoothingMm(), next.series().smoothingMm());
    assertEquals(
        "brain-mri-tumor " + shipped.identity().version(), next.card().training().get("from"));
    assertTrue(next.card().training().get("plan").contains("members=5"), "as many as it has");
  }

  @Test
  void whatCannotBeGoneOnFromIsTold() {
    assertEquals(ExitCode.USAGE, train("--from", "brain-mri-tumor", "--preprocessing", "ct"));
    assertTrue(err.toString().contains("--preprocessing differs"), err.toString());
    assertEquals(ExitCode.MODEL, train("--from", "no-such-model"));
    assertTrue(err.toString().contains("no model 'no-such-model'"), err.toString());
  }

  @Test
  void theInputMayHaveAnotherSizeAndAllThatFollowsKeepsToIt() throws Exception {
    String[] dense = {"--head", "dense", "--epochs", "1", "--examples", "16", "--members", "2"};
    assertEquals(
        ExitCode.OK,
        train(concat(dense, "--input-size", "160", "--detail", "96", "--smoothing", "8")),
        err.toString());
    assertEquals(160, manifest().at("/input/sizePixels").asInt());
    assertEquals(96, manifest().at("/input/detailPixels").asInt());
    assertTrue(
        Files.readString(bundle().resolve("MODEL_CARD.md"))
            .contains("Pictures of 160 x 160 pixels, brought down to 96 x 96 first"));

    String scan = "sample-scans/brain-with-lesion/slice-08.dcm";
    Path report = directory.resolve("report");
    String[] classify = {
      "classify", scan, "-o", report.toString(), "--format=json,html,pdf,sc", "--explain"
    };
    String[] judge = concat(classify, "--model", bundle().toString(), "--threshold=0", "--resume");
    assertEquals(ExitCode.OK, run(judge), err.toString());
    BufferedImage heat = ImageIO.read(report.resolve("heatmaps/000001.png").toFile());
    assertEquals(List.of(320, 160), List.of(heat.getWidth(), heat.getHeight()));
    JsonNode first = instance(report);
    assertEquals(ExitCode.OK, run(judge), err.toString());
    assertEquals(first, instance(report), "from the journal");
    assertEquals(ExitCode.OK, run("inspect", report.toString()), err.toString());
    assertTrue(out.toString().contains("388 x 640"), "as secondary capture: " + out);

    String[] within = {"classify", scan, "--max-memory=1100m", "--batch-size=64"};
    assertEquals(ExitCode.USAGE, run(concat(within, "--model", bundle().toString())));
    assertTrue(err.toString().contains("at least 1287m"), "64 pictures of half the area: " + err);

    String evaluation = directory.resolve("evaluation").toString();
    String[] evaluate = {"evaluate", dataset.toString(), "-o", evaluation};
    assertEquals(
        ExitCode.OK,
        run(concat(evaluate, "--model", bundle().toString(), "--compare=brain-mri-tumor")),
        err.toString());
  }

  @Test
  void aLinearHeadTakesAnInputOfAnotherSizeToo() throws Exception {
    assertEquals(
        ExitCode.OK,
        train("--members", "2", "--preprocessing", "ct", "--input-size", "96"),
        err.toString());
    assertEquals(96, manifest().at("/input/sizePixels").asInt());
    assertEquals(96, manifest().at("/input/detailPixels").asInt(), "all of it, as at 224");
  }

  @Test
  void aSizeThatTheNetworkCannotTakeIsRefusedAndNothingWritten() {
    refused("--input-size 250: expected a multiple of 32 from 32 to 1024", "--input-size", "250");
    refused("--input-size 0: expected a multiple", "--input-size", "0");
    refused("--input-size 1056: expected a multiple", "--input-size", "1056");
    refused("--detail 225: expected 16 to 224, the input's size", "--detail", "225");
    refused("--detail 15: expected 16 to 320", "--detail", "15", "--input-size", "320");
  }

  @Test
  void theSizeOfTheModelToGoOnFromIsKept() throws Exception {
    String[] on = {"--from", "brain-mri-tumor", "--input-size"};
    refused(
        "--input-size 320 differs from that of the model to go on from, 224, which must be kept",
        concat(on, "320"));
    refused("--detail 224 differs from", concat(on, "224", "--detail", "224"));
    assertEquals(
        ExitCode.OK,
        train("--members", "2", "--input-size", "96", "--detail", "64"),
        err.toString());
    assertEquals(
        ExitCode.OK,
        train("--from", bundle().toString(), "--members", "2", "--preprocessing", "mr"),
        err.toString());
    assertEquals(96, manifest().at("/input/sizePixels").asInt());
    assertEquals(64, manifest().at("/input/detailPixels").asInt());
  }

  private void refused(String message, String... options) {
    assertEquals(ExitCode.USAGE, train(options));
    assertTrue(err.toString().contains(message), err.toString());
    assertFalse(Files.exists(bundle()));
  }

  private static JsonNode instance(Path report) throws IOException {
    return new ObjectMapper().readTree(report.resolve("report.json").toFile()).at("/instances/0");
  }

  private static String[] concat(String[] one, String... other) {
    String[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void aDenseHeadWithStage4IsRefusedBeforeAnythingIsRead() throws Exception {
    Files.delete(dataset.resolve("labels.csv"));
    assertEquals(ExitCode.USAGE, train("--head", "dense", "--scope", "stage4"));
    assertTrue(err.toString().contains("--scope stage3 or --scope all"), err.toString());
  }

  @Test
  void optionsOfGradientDescentAreRefusedWhereThereIsNone() {
    assertEquals(ExitCode.USAGE, train("--mixup", "0.2"));
    assertTrue(err.toString().contains("--mixup is for --head dense"), err.toString());
    assertEquals(ExitCode.USAGE, train("--head", "dense", "--mixup", "1.5"));
    assertTrue(err.toString().contains("--mixup must be from 0 to 1"), err.toString());
    assertEquals(ExitCode.USAGE, train("--head", "dense", "--learning-rate", "0"));
    assertTrue(err.toString().contains("--learning-rate must be above 0"), err.toString());
    assertEquals(ExitCode.USAGE, train("--head", "dense", "--adapter-rank", "8"));
    assertTrue(err.toString().contains("--adapter-rank is for a --scope beyond"), err.toString());
    assertEquals(ExitCode.USAGE, train("--scope", "stage4", "--adapter-rank", "257"));
    assertTrue(err.toString().contains("--adapter-rank must be from 0 to 256"), err.toString());
    String[] elsewhere = {"--from", "djl://ai.djl.pytorch/resnet", "--scope", "stage4"};
    assertEquals(ExitCode.USAGE, train(concat(elsewhere, "--adapter-rank", "8")));
    assertTrue(err.toString().contains("that of djl://ai.djl.pytorch/resnet is kept whole"));
  }

  @Test
  void aNetworkThatLearnedBecomesPartOfTheModel() throws Exception {
    int code =
        train("--scope=stage4", "--epochs=1", "--examples=16", "--members=2", "--adapter-rank=0");
    assertEquals(ExitCode.OK, code, err.toString());
    assertTrue(err.toString().contains("epoch 1 of 1: loss"), err.toString());
    assertTrue(err.toString().contains("a first batch went through"), err.toString());
    assertEquals("backbone.pt", manifest().at("/backbone/url").asText());
    assertEquals(2048, manifest().at("/backbone/featureCount").asInt());
    assertEquals("stage4", manifest().at("/card/training/learned").asText());
    assertEquals("1 of 1", manifest().at("/card/training/epoch").asText());
    assertFalse(Files.exists(bundle().resolve(".training-state")));
    assertEquals(ExitCode.OK, run("models", "verify", bundle().toString()), err.toString());
    String[] classify = {
      "classify", "sample-scans/ct-slice.dcm", "--format=json", "--model", bundle().toString()
    };
    assertEquals(ExitCode.OK, run(classify), err.toString());
  }

  /** And goes on with what is learned next, here a head alone, from a model by its directory. */
  @Test
  void whatTheShippedNetworkLearnedBecomesAnAdapterOfTheModel() throws Exception {
    int code = train("--scope=stage4", "--epochs=1", "--examples=16", "--members=2");
    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals("djl://org.tumorscan/resnet50-imagenet", backbone("url"));
    assertEquals("adapter.safetensors", backbone("adapter"));
    assertEquals("24", manifest().at("/card/training/adapter rank").asText());
    byte[] adapter = Files.readAllBytes(bundle().resolve("adapter.safetensors"));

    Path first = directory.resolve("first");
    Files.move(bundle(), first);
    assertEquals(ExitCode.OK, train("--from", first.toString()), err.toString());
    assertEquals("adapter.safetensors", backbone("adapter"));
    assertArrayEquals(adapter, Files.readAllBytes(bundle().resolve("adapter.safetensors")));
    assertEquals(ExitCode.OK, run("models", "verify", bundle().toString()), err.toString());
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.OK, run("models", "show", bundle().toString()), err.toString());
    assertTrue(out.toString().contains("changed by adapter.safetensors"), out.toString());
    String[] classify = {
      "classify", "sample-scans/ct-slice.dcm", "--format=json", "--model", bundle().toString()
    };
    assertEquals(ExitCode.OK, run(classify), err.toString());
    Files.delete(bundle().resolve("adapter.safetensors"));
    assertEquals(ExitCode.MODEL, run(classify), err.toString());
    assertTrue(err.toString().contains("there is no adapter.safetensors here"), err.toString());
  }

  private String backbone(String what) throws IOException {
    return manifest().at("/backbone/" + what).asText();
  }

  @Test
  void aDenseHeadNeedsANetworkWithAMap() throws Exception {
    Path repository = directory.resolve("repository");
    for (Map.Entry<String, byte[]> file : ModelRepositoryFiles.ofTinyNetwork().entrySet()) {
      Path path = repository.resolve(file.getKey().substring(1));
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    int code = trainFromRepository(repository.toUri().toString(), "--head", "dense");
    assertEquals(ExitCode.USAGE, code);
    assertTrue(err.toString().contains("no stage-3 map"), err.toString());
    assertFalse(Files.exists(bundle().resolve("manifest.json")));
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/";
    int code = trainFromRepository(url);
    assertEquals(ExitCode.MODEL, code);
    assertTrue(err.toString().contains(url), err.toString());
    assertFalse(Files.exists(bundle().resolve("manifest.json")));
  }

  @Test
  void aPictureThatCannotBeReadIsNamed() throws Exception {
    Files.writeString(dataset.resolve("3.png"), "no picture");
    assertEquals(ExitCode.USAGE, train());
    assertTrue(err.toString().contains("3.png"), err.toString());
  }

  private int train(String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "train";
    args[1] = dataset.toString();
    args[2] = "-o";
    args[3] = bundle().toString();
    System.arraycopy(options, 0, args, 4, options.length);
    return run(args);
  }

  private int trainFromRepository(String repositoryUrl, String... options) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("train", dataset.toString(), "-o", bundle().toString()));
    args.addAll(List.of("--from", ModelRepositoryFiles.NETWORK_URL));
    args.addAll(List.of(options));
    return run(Map.of("TUMORSCAN_DJL_REPOSITORY", repositoryUrl), args.toArray(new String[0]));
  }

  private int run(String... args) {
    return run(Map.of(), args);
  }

  private int run(Map<String, String> environment, String[] args) {
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

  private Path bundle() {
    return directory.resolve("my-model");
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(bundle().resolve("manifest.json").toFile());
  }

  /** A grey disc on black, with a bright spot in it where there is a tumor. */
  private static BufferedImage picture(boolean tumor, Random random) {
    BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(100, 100, 100));
    graphics.fillOval(8 + random.nextInt(6), 8 + random.nextInt(6), 76, 76);
    for (int i = 0; i < 60; i++) {
      int level = 90 + random.nextInt(30);
      graphics.setColor(new Color(level, level, level));
      graphics.fillOval(25 + random.nextInt(40), 25 + random.nextInt(40), 4, 4);
    }
    if (tumor) {
      graphics.setColor(new Color(240, 240, 240));
      graphics.fillOval(30 + random.nextInt(20), 30 + random.nextInt(20), 18, 18);
    }
    graphics.dispose();
    return image;
  }
}
