package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.image.InputSpec;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

class BundleTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Manifest written = write();
    ModelBundle bundle = new BundleReader().read(BundleFiles.directory(directory));
    assertEquals(written, bundle.manifest());
    assertArrayEquals(new float[] {1, 2}, ((LinearHead) bundle.weights().head()).weights()[0]);
    assertEquals(3, bundle.weights().novelty().edge());
    assertEquals(
        Sha256.of(Files.readAllBytes(directory.resolve("manifest.json"))), bundle.manifestSha256());
  }

  @Test
  void aChangedHeadIsNoticed() throws Exception {
    write();
    Path head = directory.resolve(BundleWriter.HEAD_FILE);
    byte[] bytes = Files.readAllBytes(head);
    bytes[bytes.length - 1] ^= 1;
    Files.write(head, bytes);
    assertFails(Reason.DIGEST_MISMATCH);
  }

  @Test
  void aMissingHeadIsNotFound() throws Exception {
    write();
    Files.delete(directory.resolve(BundleWriter.HEAD_FILE));
    assertFails(Reason.NOT_FOUND);
  }

  @Test
  void aDirectoryWithoutAManifestIsNotFound() {
    assertFails(Reason.NOT_FOUND);
  }

  @Test
  void aManifestOfANewerFormatIsIncompatible() throws Exception {
    write();
    edit("\"schemaVersion\" : \"1.4\"", "\"schemaVersion\" : \"9.0\"");
    assertFails(Reason.INCOMPATIBLE);
  }

  @Test
  void aManifestThatIsNotJsonIsMalformed() throws Exception {
    write();
    Files.writeString(directory.resolve("manifest.json"), "{ \"schemaVersion\": ");
    assertFails(Reason.MALFORMED);
  }

  @Test
  void aManifestWithoutInputIsMalformed() throws Exception {
    write();
    edit("\"input\" :", "\"inputs\" :");
    assertFails(Reason.MALFORMED);
  }

  @Test
  void aFileOutsideTheBundleIsNotRead() throws Exception {
    write();
    edit("\"file\" : \"head.safetensors\"", "\"file\" : \"../head.safetensors\"");
    assertFails(Reason.MALFORMED);
  }

  @Test
  void anUnknownModelIsNotFoundAndTheKnownOnesAreNamed() {
    ModelCatalog catalog = new ModelCatalog(directory.resolve("none"));
    ModelException failure = assertThrows(ModelException.class, () -> catalog.named("liver-tumor"));
    assertEquals(Reason.NOT_FOUND, failure.reason());
    assertTrue(failure.getMessage().contains("brain-mri-tumor"), failure.getMessage());
  }

  @Test
  void aModelInTheUsersDirectoryIsFoundById() throws Exception {
    new BundleWriter().write(directory.resolve("knee"), manifest(), weights(), Map.of());
    ModelCatalog catalog = new ModelCatalog(directory);
    assertEquals("test-model", catalog.named("knee").manifest().identity().id());
    assertTrue(catalog.ids().contains("knee"));
  }

  @Test
  void manifestOfTheFormatBeforeHasAnUncalibratedRuleForSeries() throws Exception {
    write();
    rewrite(json -> json.put("schemaVersion", "1.0").remove("series"));

    Manifest old = new BundleReader().read(BundleFiles.directory(directory)).manifest();

    assertEquals(SeriesRule.UNCALIBRATED, old.series());
    assertEquals("1.0", old.schemaVersion());
  }

  @Test
  void manifestOfTheFormatBeforeSmoothingHasNone() throws Exception {
    write();
    rewrite(json -> json.put("schemaVersion", "1.1").withObject("/series").remove("smoothingMm"));

    Manifest old = new BundleReader().read(BundleFiles.directory(directory)).manifest();

    assertEquals(0, old.series().smoothingMm());
    assertEquals(2, old.series().logOdds());
  }

  @Test
  void networksOfTheFormatBeforeHaveNoAdapter() throws Exception {
    write();
    rewrite(json -> json.put("schemaVersion", "1.3").withObject("/backbone").remove("adapter"));

    Manifest old = new BundleReader().read(BundleFiles.directory(directory)).manifest();

    assertEquals(Optional.empty(), old.backbone().adapter());
    assertEquals(List.of(), old.backbone().files());
  }

  @Test
  void manifestOfThisFormatThatSaysNothingOfAnAdapterIsMalformed() throws Exception {
    write();
    rewrite(json -> json.withObject("/backbone").remove("adapter"));
    assertFails(Reason.MALFORMED);
  }

  @Test
  void networksOfTheFormatBeforeAreRunAsAWhole() throws Exception {
    write();
    rewrite(json -> json.put("schemaVersion", "1.2").withObject("/backbone").remove("depth"));

    Manifest old = new BundleReader().read(BundleFiles.directory(directory)).manifest();

    assertEquals(Depth.WHOLE, old.backbone().depth());
  }

  @Test
  void manifestOfThisFormatWithoutADepthIsMalformed() throws Exception {
    write();
    rewrite(json -> json.withObject("/backbone").remove("depth"));
    assertFails(Reason.MALFORMED);
  }

  /** As bundles were made before novelty had directions: one file, and no digest of another. */
  @Test
  void theNoveltyScaleMayLieInTheHeadsFile() throws Exception {
    write();
    NoveltyScale plain =
        new NoveltyScale(new float[] {0, 1}, new float[] {1, 2}, new float[0][], 3);
    Map<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(weights().headBytes()));
    tensors.putAll(NoveltyTensors.of(plain));
    byte[] both = Safetensors.write(tensors);
    Files.write(directory.resolve(BundleWriter.HEAD_FILE), both);
    Files.delete(directory.resolve(BundleWriter.NOVELTY_FILE));
    rewrite(
        json ->
            json.withObject("/files")
                .put(BundleWriter.HEAD_FILE, Sha256.of(both))
                .remove(BundleWriter.NOVELTY_FILE));
    NoveltyScale read =
        new BundleReader().read(BundleFiles.directory(directory)).weights().novelty();
    assertEquals(0, read.directions().length);
    assertEquals(plain.score(new float[] {3, 3}), read.score(new float[] {3, 3}));
  }

  @Test
  void theNoveltyScaleComesBackFromItsFile() throws Exception {
    write();
    NoveltyScale read =
        new BundleReader().read(BundleFiles.directory(directory)).weights().novelty();
    float[] picture = {4, -2};
    assertEquals(weights().novelty().score(picture), read.score(picture), 1e-7);
    // Standardised 4 and -1.5, of which 0.6 * 4 - 0.8 * 1.5 = 1.2 lie along the direction.
    assertEquals(Math.sqrt((16 + 2.25 - 1.44) / 2) / 3, read.score(picture), 1e-6);
  }

  @Test
  void manifestOfThisFormatWithoutARuleForSeriesIsMalformed() throws Exception {
    write();
    rewrite(json -> json.remove("series"));
    assertFails(Reason.MALFORMED);
  }

  private Manifest write() throws IOException {
    return new BundleWriter().write(directory, manifest(), weights(), Map.of());
  }

  private void rewrite(Consumer<ObjectNode> change) throws IOException {
    Path file = directory.resolve("manifest.json");
    ObjectNode json = (ObjectNode) ManifestJson.MAPPER.readTree(file.toFile());
    change.accept(json);
    ManifestJson.MAPPER.writeValue(file.toFile(), json);
  }

  private void edit(String from, String to) throws IOException {
    Path file = directory.resolve("manifest.json");
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  private void assertFails(Reason reason) {
    ModelException failure =
        assertThrows(
            ModelException.class, () -> new BundleReader().read(BundleFiles.directory(directory)));
    assertEquals(reason, failure.reason(), failure.getMessage());
  }

  static HeadWeights weights() {
    return new HeadWeights(
        new LinearHead(new float[][] {{1, 2}, {3, 4}}, new float[] {5, 6}),
        new NoveltyScale(new float[] {0, 1}, new float[] {1, 2}, new float[][] {{0.6f, 0.8f}}, 3));
  }

  static Manifest manifest() {
    return with(new Manifest.Backbone("djl://x/y", "00", 2, Depth.WHOLE, Optional.empty()));
  }

  static Manifest with(Manifest.Backbone backbone) {
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        new Manifest.Identity("test-model", "1.0", "A test"),
        new Scope(List.of("MR"), List.of(), "Tests."),
        InputSpec.forMr(),
        backbone,
        new Manifest.Head("linear", BundleWriter.HEAD_FILE, new PlattCalibration(1, 0)),
        List.of(new OperatingPoint("balanced", 0.5, 0.9, 0.8)),
        new SeriesRule(2, -1, 0.5, List.of(new OperatingPoint("balanced", 0.4, 0.9, 0.8)), 8),
        new ModelCard(
            "Apache-2.0",
            List.of(new ModelCard.DataSource("drawn", "Apache-2.0", 1, 1)),
            List.of(new ModelCard.Metric("auroc", "validation", 0.9, 0.8, 0.95)),
            List.of("A test."),
            Map.of("seed", "1")),
        Map.of());
  }
}
