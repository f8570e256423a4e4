package org.tumorscan.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another program for the weights of our ResNet-50, for inference on CPUs. Fused convolutions with
 * packed weights in channels-last order, or products of matrices, and Winograd's algorithm for
 * those of 3 x 3 where that is quicker, all in float32; or stages 2 to 4 in bfloat16.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray 2016, Fast algorithms for
 *     convolutional neural networks</a>
 */
final class CpuProgram {
  private static final String DIRECTORY = "resnet50-cpu/";
  private static final List<String> FILES =
      List.of(
          "__torch__.py",
          "__torch__/cpu.py",
          "__torch__/___torch_mangle_0.py",
          "__torch__/___torch_mangle_1.py",
          "__torch__/___torch_mangle_2.py",
          "__torch__/___torch_mangle_3.py",
          "__torch__/___torch_mangle_4.py");

  /** What computes the convolutions that are not Winograd's. */
  enum Kernels {
    /** oneDNN, channels-last; the faster. */
    FUSED("kernels/fused.py"),
    /**
     * oneDNN, channels-last; stages 2 to 4 in bfloat16. For processors that multiply bfloat16,
     * where it is the fastest.
     */
    BFLOAT16("kernels/bfloat16.py"),
    /** Products of matrices; oneDNN only for what the network's own program uses it. */
    MATMUL("kernels/matmul.py");

    private final String file;

    Kernels(String file) {
      this.file = file;
    }
  }

  private CpuProgram() {}

  /**
   * The same network with the program for CPUs.
   *
   * @param torchScript a whole TorchScript file
   * @return empty where its program is not the one that is known here
   */
  static Optional<byte[]> exchanged(byte[] torchScript, Kernels kernels) {
    return TorchScriptArchive.read(torchScript).map(archive -> archive.with(texts(kernels)));
  }

  private static Map<String, String> texts(Kernels kernels) {
    Map<String, String> texts = new HashMap<>();
    for (String file : FILES) {
      texts.put(file, resource(file));
    }
    texts.put("__torch__/kernels.py", resource(kernels.file));
    return texts;
  }

  private static String resource(String file) {
    try (InputStream stream = CpuProgram.class.getResourceAsStream(DIRECTORY + file)) {
      if (stream == null) {
        throw new NoSuchFileException(DIRECTORY + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("this program is not whole", e);
    }
  }
}
