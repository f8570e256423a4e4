package org.tumorscan.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tumorscan.model.Sha256;

/**
 * Another program for the weights of our ResNet-50: the same network as {@code
 * scripts/build-base-model} writes it, for inference on CPUs. Fused convolutions with packed
 * weights in channels-last order, or products of matrices, and Winograd's algorithm for those of 3
 * x 3; float32 throughout.
 *
 * <p>A TorchScript file is a zip archive of tensors and of program text; the text is exchanged on
 * the way to libtorch and the file stays as it is. Networks that were fine-tuned from ours have the
 * same text, since libtorch writes what it has read.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray 2016, Fast algorithms for
 *     convolutional neural networks</a>
 */
final class CpuProgram {
  /** Digest of the text that is exchanged: of names and contents, in the order of the names. */
  private static final String STANDARD_SHA256 =
      "bf2cc74ba0bc3ff31fdcf78156d5e1e81642912d4c811f919dddae98db1ca84f";

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

  private static final String CODE = "/code/";
  private static final String TEXT = ".py";
  // Which line of the Python source a line comes from: libtorch puts it into messages.
  private static final String DEBUGGING = ".debug_pkl";

  private static final int MAX_TEXT_BYTES = 1 << 16;

  /** What computes the convolutions other than those of 3 x 3. */
  enum Kernels {
    /** oneDNN, channels-last; the faster. */
    FUSED("kernels/fused.py"),
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
    try {
      Map<String, byte[]> entries = read(torchScript);
      return isStandard(entries) ? Optional.of(exchange(entries, kernels)) : Optional.empty();
    } catch (IOException e) {
      // libtorch will say what is wrong with it.
      return Optional.empty();
    }
  }

  private static Map<String, byte[]> read(byte[] archive) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    // Not the JDK's stream, which cannot read an archive as libtorch writes it.
    try (ZipFile zip = ZipFile.builder().setByteArray(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().endsWith(DEBUGGING)) {
          continue;
        }
        // Tensors are never deflated; a text that claims to be larger is not ours.
        if (entry.getMethod() != ZipEntry.STORED && entry.getSize() > MAX_TEXT_BYTES) {
          return Map.of();
        }
        try (InputStream stream = zip.getInputStream(entry)) {
          contents.put(
              entry.getName(),
              stream.readNBytes((int) Math.min(entry.getSize(), archive.length + MAX_TEXT_BYTES)));
        }
      }
    }
    return contents;
  }

  private static boolean isStandard(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    Map<String, byte[]> texts = new TreeMap<>();
    entries.forEach(
        (name, content) -> {
          if (name.contains(CODE) && name.endsWith(TEXT)) {
            texts.put(name.substring(name.indexOf(CODE) + CODE.length()), content);
          }
        });
    for (Map.Entry<String, byte[]> text : texts.entrySet()) {
      program.write(text.getKey().getBytes(StandardCharsets.UTF_8));
      program.write(0);
      program.write(text.getValue());
    }
    return Sha256.of(program.toByteArray()).equals(STANDARD_SHA256);
  }

  private static byte[] exchange(Map<String, byte[]> entries, Kernels kernels) throws IOException {
    String top = entries.keySet().iterator().next();
    String code = top.substring(0, top.indexOf('/')) + CODE;
    Map<String, byte[]> exchanged = new LinkedHashMap<>(entries);
    for (String file : FILES) {
      exchanged.put(code + file, resource(file));
    }
    exchanged.put(code + "__torch__/kernels.py", resource(kernels.file));
    int length = exchanged.values().stream().mapToInt(content -> content.length).sum();
    ByteArrayOutputStream archive = new ByteArrayOutputStream(length + (length >> 4));
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : exchanged.entrySet()) {
        zip.putNextEntry(stored(file.getKey(), file.getValue()));
        zip.write(file.getValue());
      }
    }
    return archive.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  private static byte[] resource(String file) {
    try (InputStream stream = CpuProgram.class.getResourceAsStream(DIRECTORY + file)) {
      if (stream == null) {
        throw new NoSuchFileException(DIRECTORY + file);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("this program is not whole", e);
    }
  }
}
