package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

class AdapterTest {
  private static final Adapter ADAPTER =
      new Adapter(
          Map.of(
              "a.weight", new LowRank(new float[][] {{1}, {0.1f}}, new float[][] {{2, 3, 4}}),
              "a.bias", new Full(new float[] {0.1f, -5})));

  @TempDir Path directory;

  @Test
  void itComesBackFromItsFileTheMatricesInHalfPrecision() throws Exception {
    Adapter read = Adapter.fromBytes(ADAPTER.toBytes());
    assertEquals(Set.of("a.weight", "a.bias"), read.changes().keySet());
    LowRank weight = assertInstanceOf(LowRank.class, read.changes().get("a.weight"));
    assertEquals(1, weight.rank());
    assertArrayEquals(new float[] {1}, weight.up()[0]);
    assertArrayEquals(new float[] {0.1f}, weight.up()[1], 0.0001f);
    assertArrayEquals(new float[] {2, 3, 4}, weight.down()[0]);
    Full bias = assertInstanceOf(Full.class, read.changes().get("a.bias"));
    assertArrayEquals(new float[] {0.1f, -5}, bias.values());
  }

  /** So that the same adapter gives the same file in every process. */
  @Test
  void itsFileHasTheNamesInOrder() {
    Map<String, Change> changes = new HashMap<>();
    for (String name : "layer3.0 b layer2.1 a conv1 z layer3.10".split(" ")) {
      changes.put(name, new Full(new float[1]));
    }
    List<String> names = List.copyOf(AdapterTensors.of(new Adapter(changes)).keySet());
    assertEquals(List.copyOf(new TreeSet<>(names)), names);
  }

  @Test
  void aParameterThatIsChangedTwiceIsMalformed() {
    assertMalformed(
        tensors -> tensors.put("a.weight", new Tensor(new int[] {1}, new float[1])),
        "'a.weight' is changed twice");
    byte[] twice = ADAPTER.toBytes();
    String text = new String(twice, StandardCharsets.ISO_8859_1);
    String same = text.replace("a.weight.lora_A", "a.weight.lora_B");
    byte[] file = same.getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        Reason.MALFORMED,
        assertThrows(ModelException.class, () -> Adapter.fromBytes(file)).reason());
  }

  @Test
  void matricesThatCannotBeMultipliedAreMalformed() {
    assertMalformed(
        tensors -> tensors.put("a.weight.lora_B", Tensor.ofRows(new float[2][2])),
        "cannot be multiplied");
  }

  @Test
  void aMatrixAloneIsMalformed() {
    assertMalformed(tensors -> tensors.remove("a.weight.lora_B"), "stands alone");
    assertMalformed(tensors -> tensors.remove("a.weight.lora_A"), "lora_A");
  }

  @Test
  void whatIsNoNumberIsMalformed() {
    assertMalformed(
        tensors -> tensors.put("a.bias", new Tensor(new int[] {1}, new float[] {Float.NaN})),
        "'a.bias' holds NaN");
  }

  @Test
  void whatIsNoSafetensorsFileIsMalformed() {
    byte[] text = "no adapter".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        Reason.MALFORMED,
        assertThrows(ModelException.class, () -> Adapter.fromBytes(text)).reason());
  }

  @Test
  void aBundlesAdapterIsReadAfterItsDigest() throws Exception {
    Manifest plain = BundleTest.manifest();
    Manifest.Backbone old = plain.backbone();
    Manifest.Backbone changed =
        new Manifest.Backbone(
            old.url(), old.sha256(), old.featureCount(), old.depth(), Optional.of("change.bin"));
    new BundleWriter()
        .write(
            directory,
            BundleTest.with(changed),
            BundleTest.weights(),
            Map.of("change.bin", ADAPTER.toBytes()));
    ModelBundle bundle = new BundleReader().read(BundleFiles.directory(directory));
    assertEquals(
        ADAPTER.changes().keySet(), BundleReader.adapter(bundle).orElseThrow().changes().keySet());
    Path file = directory.resolve("change.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertEquals(List.of("change.bin"), bundle.manifest().backbone().files());
    ModelException failure = assertThrows(ModelException.class, () -> BundleReader.adapter(bundle));
    assertEquals(Reason.DIGEST_MISMATCH, failure.reason());
  }

  @Test
  void aBundlesFileThatIsNoAdapterIsNamed() throws Exception {
    Manifest.Backbone changed =
        new Manifest.Backbone("djl://x/y", "00", 2, Depth.WHOLE, Optional.of("change.bin"));
    Map<String, byte[]> files = Map.of("change.bin", new byte[5]);
    new BundleWriter().write(directory, BundleTest.with(changed), BundleTest.weights(), files);
    ModelBundle bundle = new BundleReader().read(BundleFiles.directory(directory));
    ModelException failure = assertThrows(ModelException.class, () -> BundleReader.adapter(bundle));
    assertEquals(Reason.MALFORMED, failure.reason());
    assertTrue(failure.getMessage().contains("/change.bin: "), failure.getMessage());
  }

  @Test
  void aNetworkOfTheBundlesOwnHasNoAdapter() throws Exception {
    Manifest.Backbone own =
        new Manifest.Backbone("own.pt", "00", 2, Depth.WHOLE, Optional.of("change.bin"));
    assertEquals(List.of("own.pt", "change.bin"), own.files());
    Map<String, byte[]> files = Map.of("change.bin", ADAPTER.toBytes());
    new BundleWriter().write(directory, BundleTest.with(own), BundleTest.weights(), files);
    ModelBundle bundle = new BundleReader().read(BundleFiles.directory(directory));
    ModelException failure = assertThrows(ModelException.class, () -> BundleReader.adapter(bundle));
    assertEquals(Reason.INCOMPATIBLE, failure.reason());
  }

  private interface Edit {
    Object make(Map<String, Tensor> tensors);
  }

  private static void assertMalformed(Edit edit, String message) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(AdapterTensors.of(ADAPTER));
    edit.make(tensors);
    byte[] file = Safetensors.write(tensors);
    ModelException failure = assertThrows(ModelException.class, () -> Adapter.fromBytes(file));
    assertEquals(Reason.MALFORMED, failure.reason());
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
