package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.djl.TorchScriptArchive.Tensor;

class TorchScriptArchiveTest {

  @Test
  void aParameterIsFoundWithItsShape() throws Exception {
    Map<String, Tensor> tensors = shipped().tensors();
    assertEquals(106, tensors.size());
    assertShape(tensors, "conv1.weight", 64, 3 * 49);
    assertShape(tensors, "layer3.0.conv2.weight", 256, 256 * 9);
    assertShape(tensors, "layer3.0.downsample.weight", 1024, 512);
    assertShape(tensors, "layer4.2.conv3.bias", 2048, 1);
  }

  /** Its length is known before it is written, so that no second copy of 47 MB is made. */
  @Test
  void anArchiveIsAsLongAsItWasSaidToBe() throws Exception {
    TorchScriptArchive archive = shipped();
    byte[] written = archive.withTexts(Map.of("__torch__/kernels.py", "# none")).file();
    TorchScriptArchive again = TorchScriptArchive.contentsOf(written);
    assertEquals(TorchScriptArchive.archivedLength(again.entries()), written.length);
    archive
        .entries()
        .forEach((name, content) -> assertArrayEquals(content, again.entries().get(name), name));
  }

  @Test
  void anotherNetworkIsNotOurs() throws Exception {
    assertEquals(Optional.empty(), TorchScriptArchive.read(Fixtures.bytes("tiny-stages.pt")));
    assertEquals(Optional.empty(), TorchScriptArchive.read(new byte[100]));
  }

  private static void assertShape(Map<String, Tensor> tensors, String name, int rows, int columns) {
    Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
    assertEquals(rows, tensor.rows(), name);
    assertEquals(columns, tensor.columns(), name);
  }

  private static TorchScriptArchive shipped() throws Exception {
    return TorchScriptArchive.read(ShippedBackbone.describe("resnet50-imagenet").torchScript())
        .orElseThrow();
  }
}
