package org.tumorscan.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.ModelException.Reason;

/**
 * The safetensors format: a length, a JSON header, raw little-endian values. Float32 tensors only.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">Format</a>
 */
final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int HEADER_LIMIT = 1 << 20;

  private Safetensors() {}

  /**
   * A float32 tensor.
   *
   * @param shape its dimensions
   * @param values row-major, as many as the product of the shape
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tensor(int[] shape, float[] values) {}

  /** The file's bytes, tensors in the map's order. */
  static byte[] write(Map<String, Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    int end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      int start = end;
      end = Math.addExact(start, Math.multiplyExact(entry.getValue().values().length, Float.BYTES));
      ObjectNode description = header.putObject(entry.getKey()).put("dtype", "F32");
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
      file.asFloatBuffer().put(tensor.values());
      file.position(file.position() + tensor.values().length * Float.BYTES);
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
    if (!description.path("dtype").asText().equals("F32")) {
      throw malformed("tensor '" + name + "' is not F32");
    }
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
        || end - start != count * Float.BYTES
        || dataStart + end > file.capacity()) {
      throw malformed("tensor '" + name + "' lies at " + start + " to " + end);
    }
    float[] values = new float[(int) count];
    file.slice(dataStart + (int) start, values.length * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new Tensor(shape, values);
  }

  private static ModelException malformed(String what) {
    return new ModelException(Reason.MALFORMED, "weights: " + what);
  }
}
