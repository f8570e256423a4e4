package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

class SafetensorsTest {

  @Test
  void whatIsWrittenIsRead() throws ModelException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", new Tensor(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
    tensors.put("b", new Tensor(new int[] {1}, new float[] {-0.5f}));
    Map<String, Tensor> read = Safetensors.read(Safetensors.write(tensors));
    assertArrayEquals(new int[] {2, 3}, read.get("a").shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, read.get("a").values());
    assertArrayEquals(new float[] {-0.5f}, read.get("b").values());
  }

  @Test
  void theFileIsLaidOutAsTheFormatSays() {
    byte[] file = Safetensors.write(Map.of("a", new Tensor(new int[] {1}, new float[] {1})));
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) buffer.getLong(0);
    String header = new String(file, 8, headerLength, StandardCharsets.UTF_8);
    assertEquals(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", header.strip());
    assertEquals(0, headerLength % 8);
    assertEquals(1, buffer.getFloat(8 + headerLength));
  }

  @Test
  void everyTruncationIsMalformed() {
    byte[] file = Safetensors.write(Map.of("a", new Tensor(new int[] {4}, new float[4])));
    for (int length = 0; length < file.length; length++) {
      byte[] truncated = Arrays.copyOf(file, length);
      ModelException failure =
          assertThrows(ModelException.class, () -> Safetensors.read(truncated));
      assertEquals(Reason.MALFORMED, failure.reason());
    }
  }

  @Test
  void hostileShapesAndOffsetsAreMalformed() {
    for (String header :
        new String[] {
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
          "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        }) {
      byte[] json = header.getBytes(StandardCharsets.UTF_8);
      ByteBuffer file = ByteBuffer.allocate(8 + json.length + 4).order(ByteOrder.LITTLE_ENDIAN);
      file.putLong(json.length).put(json);
      ModelException failure =
          assertThrows(ModelException.class, () -> Safetensors.read(file.array()), header);
      assertEquals(Reason.MALFORMED, failure.reason());
    }
  }
}
