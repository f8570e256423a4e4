package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.Features.CellLogits;
import org.tumorscan.inference.Features.FeatureMap;
import org.tumorscan.model.Depth;

/**
 * Pictures to an NDArray float32 [batch, 3, size, size], and the network's outputs to plain Java,
 * so that no NDArray outlives the call.
 *
 * <p>A short batch is padded with zeros: libtorch's compiler specialises for every batch size anew.
 * Confined to one thread.
 */
final class BatchTranslator implements Translator<BatchTranslator.Batch, List<Features>> {
  private static final int POOLED = 0;
  private static final int LAST_MAP = 1;
  private static final int STAGE_3_MAP = 2;

  private final int batchSize;
  private final Readout readout;

  // libtorch reads the buffer in place. Kept from batch to batch: a direct buffer is freed only
  // when
  // the collector happens to run, and a full heap of them has been seen to pile up.
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /**
   * A translator.
   *
   * @param readout of a network that is run as far as that says, or further
   */
  BatchTranslator(int batchSize, Readout readout) {
    this.batchSize = batchSize;
    this.readout = readout;
  }

  /** Pictures and what is wanted of them. */
  record Batch(List<ModelInput> pictures, Detail detail) {}

  @Override
  public NDList processInput(TranslatorContext context, Batch batch) {
    int size = batch.pictures().get(0).sizePixels();
    Shape shape = new Shape(batchSize, ModelInput.CHANNELS, size, size);
    FloatBuffer values = emptied(Math.toIntExact(shape.size() * Float.BYTES)).asFloatBuffer();
    float[] channel = new float[size * size];
    for (ModelInput picture : batch.pictures()) {
      for (int i = 0; i < ModelInput.CHANNELS; i++) {
        picture.writeChannel(i, channel, 0);
        values.put(channel);
      }
    }
    while (values.hasRemaining()) {
      values.put(0);
    }
    context.setAttachment("batch", batch);
    return new NDList(context.getNDManager().create(buffer, shape, DataType.FLOAT32));
  }

  private ByteBuffer emptied(int bytes) {
    if (buffer.capacity() != bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return buffer.clear();
  }

  @Override
  public List<Features> processOutput(TranslatorContext context, NDList outputs) {
    Batch batch = (Batch) context.getAttachment("batch");
    boolean hasMap = outputs.size() > LAST_MAP && readout.depth() == Depth.WHOLE;
    List<float[]> pooled = rows(pooled(outputs), batch.pictures().size());
    List<float[]> maps =
        hasMap && batch.detail() == Detail.POOLED_AND_LAST_MAP
            ? rows(outputs.get(LAST_MAP), batch.pictures().size())
            : List.of();
    List<CellLogits> cells =
        readout.head().isPresent() && outputs.size() > STAGE_3_MAP
            ? readout.head().get().score(outputs.get(STAGE_3_MAP), batch.pictures().size())
            : List.of();
    List<Features> features = new ArrayList<>(pooled.size());
    for (int i = 0; i < pooled.size(); i++) {
      features.add(
          new Features(
              pooled.get(i),
              maps.isEmpty()
                  ? Optional.empty()
                  : Optional.of(map(maps.get(i), outputs.get(LAST_MAP).getShape())),
              cells.isEmpty() ? Optional.empty() : Optional.of(cells.get(i))));
    }
    return features;
  }

  private NDArray pooled(NDList outputs) {
    // A network without that map is told by the number of its features.
    if (readout.depth() == Depth.WHOLE || outputs.size() <= STAGE_3_MAP) {
      return outputs.get(POOLED);
    }
    NDArray map = outputs.get(STAGE_3_MAP);
    return map.reshape(map.getShape().get(0), map.getShape().get(1), -1).mean(new int[] {2});
  }

  private static FeatureMap map(float[] values, Shape shape) {
    return new FeatureMap(values, (int) shape.get(2), (int) shape.get(3));
  }

  /** The first rows of an array [batch, ...], each flattened. */
  private static List<float[]> rows(NDArray array, int count) {
    FloatBuffer all = array.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    int length = (int) (array.getShape().size() / array.getShape().get(0));
    List<float[]> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] row = new float[length];
      all.get(row);
      rows.add(row);
    }
    return rows;
  }

  @Override
  public @Nullable Batchifier getBatchifier() {
    return null;
  }
}
