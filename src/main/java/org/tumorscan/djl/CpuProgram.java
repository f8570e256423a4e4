package org.tumorscan.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tumorscan.inference.Precision;
import org.tumorscan.model.Depth;

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
          "__torch__/cpu.py",
          "__torch__/___torch_mangle_0.py",
          "__torch__/___torch_mangle_1.py",
          "__torch__/___torch_mangle_2.py",
          "__torch__/___torch_mangle_3.py",
          "__torch__/___torch_mangle_4.py");

  private static final String FUSED_FILE = "kernels/fused.py";
  private static final String DIRECT_FILE = "squares/direct.py";

  /** What computes the convolutions. */
  enum Kernels {
    /** oneDNN, channels-last, and Winograd's 3 x 3 in stages 1 to 3; for one thread a picture. */
    FUSED(Precision.FLOAT32, FUSED_FILE, "squares/winograd-to-256.py"),
    /** The same without Winograd's, for several threads that share a picture. */
    FUSED_SHARED(Precision.FLOAT32, FUSED_FILE, DIRECT_FILE),
    /**
     * oneDNN, channels-last; stages 2 to 4 in bfloat16. For processors that multiply bfloat16,
     * where it is the fastest. Winograd's 3 x 3 in stage 1 would be a little faster, and moves a
     * likelihood by more than 0.01.
     */
    BFLOAT16(Precision.BFLOAT16, "kernels/bfloat16.py", DIRECT_FILE),
    /** Products of matrices; oneDNN only for what the network's own program uses it. */
    MATMUL(Precision.FLOAT32, "kernels/matmul.py");

    private final Precision precision;
    private final List<String> files;

    Kernels(Precision precision, String... files) {
      this.precision = precision;
      this.files = List.of(files);
    }

    /** What most of it computes in. */
    Precision precision() {
      return precision;
    }

    /**
     * Those for a processor, the quickest first.
     *
     * @param caches whether it reports its caches, by which oneDNN's channels-last kernels divide
     * @param bfloat16 whether to use that
     * @param threads that share a picture, at least 1
     */
    static List<Kernels> forProcessor(boolean caches, boolean bfloat16, int threads) {
      if (!caches) {
        return List.of(MATMUL);
      }
      Kernels fused = threads > 1 ? FUSED_SHARED : FUSED;
      return bfloat16 ? List.of(BFLOAT16, fused) : List.of(fused);
    }
  }

  private static final String BACKBONE = "backbone.py";
  private static final String TO_STAGE_3 = "depth/stage-3.py";
  private static final String WHOLE = "depth/whole.py";
  private static final String STEM = "stem.py";

  private CpuProgram() {}

  /**
   * The same network with the program for CPUs.
   *
   * @param depth how far it is run; to stage 3, all outputs are that map
   * @return a whole TorchScript file
   */
  static byte[] exchanged(TorchScriptArchive network, Kernels kernels, Depth depth) {
    return network.withTexts(texts(kernels, depth)).file();
  }

  private static Map<String, String> texts(Kernels kernels, Depth depth) {
    Map<String, String> texts = new HashMap<>();
    for (String file : FILES) {
      texts.put(file, resource(file));
    }
    String end = depth == Depth.STAGE_3 ? TO_STAGE_3 : WHOLE;
    texts.put("__torch__.py", joined(List.of(BACKBONE, end, STEM)));
    texts.put("__torch__/kernels.py", joined(kernels.files));
    return texts;
  }

  private static String joined(List<String> files) {
    return files.stream().map(CpuProgram::resource).collect(Collectors.joining("\n"));
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
