package org.tumorscan.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.ModelException.Reason;

/**
 * The safetensors format: a length, a JSON header, raw little-endian values. Float32 and float16
 * tensors only; both are float32 in memory.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">Format</a>
 */
final class Safetensors {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String FULL = "F32";
  private static final String HALF = "F16";
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int HEADER_LIMIT = 1 << 20;

  private Safetensors() {}

  /**
   * A tensor.
   *
   * @param shape its dimensions
   * @param values row-major, as many as the product of the shape
   * @param half whether the file keeps 11 significant bits of each instead of 24
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tensor(int[] shape, float[] values, boolean half) {

    Tensor(int[] shape, float[] values) {
      this(shape, values, false);
    }

    /** A tensor of two dimensions, of rows of one length. */
    static Tensor ofRows(float[][] rows) {
      int columns = rows[0].length;
      float[] values = new float[Math.multiplyExact(rows.length, columns)];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(rows[row], 0, values, row * columns, columns);
      }
      return new Tensor(new int[] {rows.length, columns}, values);
    }

    /** The rows of a tensor of two dimensions. */
    float[][] rows() {
      float[][] rows = new float[shape[0]][shape[1]];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(values, row * shape[1], rows[row], 0, shape[1]);
      }
      return rows;
    }

    int bytes() {
      return Math.multiplyExact(values.length, half ? Short.BYTES : Float.BYTES);
    }
  }

  /** The file's bytes, tensors in the map's order. */
  static byte[] write(Map<String, Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    int end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      int start = end;
      end = Math.addExact(start, entry.getValue().bytes());
      ObjectNode description =
          header.putObject(entry.getKey()).put("dtype", entry.getValue().half() ? HALF : FULL);
      for (int dimension : entry.getValue().shape()) {
        description.withArray("shape").add(dimension);
      }
      description.putArray("data_offsets").add(start).add(end);
    }
    byte[] json = padded(header.toString());
    ByteBuffer file =
        ByteBuffer.allocate(LENGTH_BYTES + json.length + end).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (Tensor tensor : tensors.values()) {
      if (tensor.half()) {
        for (float value : tensor.values()) {
          file.putShort(HalfPrecision.of(value));
        }
      } else {
        file.asFloatBuffer().put(tensor.values());
        file.position(file.position() + tensor.bytes());
      }
    }
    return file.array();
  }

  /** Spaces align the values to eight bytes, as the format asks. */
  private static byte[] padded(String header) {
    int padding = (8 - header.length() % 8) % 8;
    return (header + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads all tensors.
   *
   * @throws ModelException {@code MALFORMED} where the bytes are not such a file
   */
  static Map<String, Tensor> read(byte[] bytes) throws ModelException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.length < LENGTH_BYTES ? -1 : file.getLong(0);
    if (headerLength < 2 || headerLength > Math.min(HEADER_LIMIT, bytes.length - LENGTH_BYTES)) {
      throw malformed("header of " + headerLength + " bytes in a file of " + bytes.length);
    }
    int dataStart = LENGTH_BYTES + (int) headerLength;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header(bytes, (int) headerLength).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), file, dataStart));
      }
    }
    return tensors;
  }

  private static JsonNode header(byte[] bytes, int length) throws ModelException {
    try {
      return JSON.readTree(bytes, LENGTH_BYTES, length);
    } catch (JsonProcessingException e) {
      throw malformed("header is not JSON");
    } catch (IOException e) {
      throw malformed("header cannot be read");
    }
  }

  private static Tensor tensor(String name, JsonNode description, ByteBuffer file, int dataStart)
      throws ModelException {
    String type = description.path("dtype").asText();
    if (!type.equals(FULL) && !type.equals(HALF)) {
      throw malformed("tensor '" + name + "' is neither F32 nor F16");
    }
    boolean half = type.equals(HALF);
    int valueBytes = half ? Short.BYTES : Float.BYTES;
    JsonNode dimensions = description.path("shape");
    int[] shape = new int[dimensions.size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i).asInt(-1);
      if (shape[i] < 0 || count * shape[i] > file.capacity()) {
        throw malformed("tensor '" + name + "' has shape " + dimensions);
      }
      count *= shape[i];
    }
    long start = description.path("data_offsets").path(0).asLong(-1);
    long end = description.path("data_offsets").path(1).asLong(-1);
    if (start < 0
        || end < start
        || end - start != count * valueBytes
        || dataStart + end > file.capacity()) {
      throw malformed("tensor '" + name + "' lies at " + start + " to " + end);
    }
    ByteBuffer bytes =
        file.slice(dataStart + (int) start, (int) (end - start)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? HalfPrecision.toFloat(bytes.getShort()) : bytes.getFloat();
    }
    return new Tensor(shape, values, half);
  }

  /**
   * A tensor that must be there.
   *
   * @throws ModelException {@code MALFORMED} where it is not, or has other dimensions
   */
  static Tensor required(Map<String, Tensor> tensors, String name, int dimensions)
      throws ModelException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != dimensions || tensor.values().length == 0) {
      throw malformed("no tensor '" + name + "' of " + dimensions + " dimensions");
    }
    return tensor;
  }

  private static ModelException malformed(String what) {
    return new ModelException(Reason.MALFORMED, "weights: " + what);
  }
}
