package org.tumorscan.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tumorscan.model.Sha256;

/**
 * The TorchScript of our ResNet-50, as {@code scripts/build-base-model} writes it: a zip archive of
 * tensors and of program text. The text can be exchanged on the way to libtorch; the file stays as
 * it is. Networks that were fine-tuned from ours have the same text, since libtorch writes what it
 * has read.
 *
 * @param entries contents by name, the top directory included, in the archive's order
 */
record TorchScriptArchive(Map<String, byte[]> entries) {
  /** Digest of the text: of names and contents, in the order of the names. */
  private static final String TEXT_SHA256 =
      "bf2cc74ba0bc3ff31fdcf78156d5e1e81642912d4c811f919dddae98db1ca84f";

  private static final String CODE = "/code/";
  private static final String DATA = "/data/";

  /** Blocks of a ResNet-50's stages. */
  private static final int[] BLOCKS = {3, 4, 6, 3};

  private static final String TEXT = ".py";
  // Which line of the Python source a line comes from: libtorch puts it into messages.
  private static final String DEBUGGING = ".debug_pkl";

  private static final int MAX_TEXT_BYTES = 1 << 16;

  // Of a zip archive, without names: APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.3.16.
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;
  private static final int END_RECORD = 22;

  /**
   * Reads a whole TorchScript file.
   *
   * @return empty where it is another network, or cannot be read, of which libtorch will say why
   */
  static Optional<TorchScriptArchive> read(byte[] file) {
    try {
      TorchScriptArchive archive = contentsOf(file);
      return archive.isOurs() ? Optional.of(archive) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Texts by the name of their file, such as {@code __torch__.py}, in the order of the names. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    entries.forEach(
        (name, content) -> {
          if (name.contains(CODE) && name.endsWith(TEXT)) {
            texts.put(
                name.substring(name.indexOf(CODE) + CODE.length()),
                new String(content, StandardCharsets.UTF_8));
          }
        });
    return texts;
  }

  /**
   * This with other texts.
   *
   * @param texts by the name of their file; those not named stay
   */
  TorchScriptArchive withTexts(Map<String, String> texts) {
    Map<String, byte[]> encoded = new HashMap<>();
    texts.forEach(
        (name, text) -> encoded.put(top() + CODE + name, text.getBytes(StandardCharsets.UTF_8)));
    return with(encoded);
  }

  /**
   * A parameter of the network.
   *
   * @param entry its name in the archive
   * @param bytes its values, row-major, little-endian
   * @param rows output channels, and values of the bias beside it
   * @param isHalf whether they are float16, and not float32
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tensor(String entry, byte[] bytes, int rows, boolean isHalf) {
    /** Values of a row: of an output channel's kernel; 1 in a bias. */
    int columns() {
      return bytes.length / rows / (isHalf ? Short.BYTES : Float.BYTES);
    }
  }

  /**
   * Weights, in float16, and biases, in float32, by names such as {@code layer3.0.conv1.weight}.
   * The archive numbers them as the program declares them, the input's offset before all.
   */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int number = 1;
    for (String convolution : convolutions()) {
      String weight = top() + DATA + number++;
      String bias = top() + DATA + number++;
      int rows = content(bias).length / Float.BYTES;
      tensors.put(convolution + ".weight", new Tensor(weight, content(weight), rows, true));
      tensors.put(convolution + ".bias", new Tensor(bias, content(bias), rows, false));
    }
    return tensors;
  }

  private static List<String> convolutions() {
    List<String> names = new ArrayList<>(List.of("conv1"));
    for (int stage = 1; stage <= BLOCKS.length; stage++) {
      for (int block = 0; block < BLOCKS[stage - 1]; block++) {
        String prefix = "layer" + stage + "." + block + ".";
        IntStream.rangeClosed(1, 3).forEach(number -> names.add(prefix + "conv" + number));
        if (block == 0) {
          names.add(prefix + "downsample");
        }
      }
    }
    return names;
  }

  private byte[] content(String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  private String top() {
    String first = entries.keySet().iterator().next();
    return first.substring(0, first.indexOf('/'));
  }

  /**
   * This with other contents.
   *
   * @param contents by the name of their entry; those not named stay
   */
  TorchScriptArchive with(Map<String, byte[]> contents) {
    Map<String, byte[]> exchanged = new LinkedHashMap<>(entries);
    exchanged.putAll(contents);
    return new TorchScriptArchive(exchanged);
  }

  /** A whole TorchScript file. */
  byte[] file() {
    try {
      return archived(entries);
    } catch (IOException e) {
      throw new AssertionError("nothing but memory is written", e);
    }
  }

  private boolean isOurs() {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    texts()
        .forEach(
            (name, text) -> {
              program.writeBytes(name.getBytes(StandardCharsets.UTF_8));
              program.write(0);
              program.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            });
    return Sha256.of(program.toByteArray()).equals(TEXT_SHA256);
  }

  /** Reads a whole TorchScript file, of whatever network. */
  static TorchScriptArchive contentsOf(byte[] file) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    // Not the JDK's stream, which cannot read an archive as libtorch writes it.
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().endsWith(DEBUGGING)) {
          continue;
        }
        // Tensors are never deflated; a text that claims to be larger is not ours.
        if (entry.getMethod() != ZipEntry.STORED && entry.getSize() > MAX_TEXT_BYTES) {
          return new TorchScriptArchive(Map.of());
        }
        try (InputStream stream = zip.getInputStream(entry)) {
          contents.put(
              entry.getName(),
              stream.readNBytes((int) Math.min(entry.getSize(), file.length + MAX_TEXT_BYTES)));
        }
      }
    }
    return new TorchScriptArchive(contents);
  }

  private static byte[] archived(Map<String, byte[]> contents) throws IOException {
    ExactBuffer archive = new ExactBuffer(archivedLength(contents));
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        zip.putNextEntry(stored(file.getKey(), file.getValue()));
        zip.write(file.getValue());
      }
    }
    return archive.bytes();
  }

  /** How many bytes an archive of such contents has. */
  static int archivedLength(Map<String, byte[]> contents) {
    return contents.entrySet().stream()
        .mapToInt(
            file -> {
              int name = file.getKey().getBytes(StandardCharsets.UTF_8).length;
              return LOCAL_HEADER + file.getValue().length + CENTRAL_HEADER + 2 * name;
            })
        .reduce(END_RECORD, Math::addExact);
  }

  /** Gives away its array, where that was of the right length from the beginning: no copy. */
  private static final class ExactBuffer extends ByteArrayOutputStream {
    ExactBuffer(int length) {
      super(length);
    }

    byte[] bytes() {
      return count == buf.length ? buf : toByteArray();
    }
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
