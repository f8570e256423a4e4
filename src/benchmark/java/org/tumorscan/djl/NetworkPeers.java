package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tumorscan.djl.CpuProgram.Kernels;
import org.tumorscan.model.Depth;
import org.tumorscan.model.ModelException;

/**
 * Times the shipped network in libtorch, with its own program and with {@link CpuProgram}, beside
 * ONNX Runtime on the same weights: pooled features and stage-3 map of drawn pictures of 224 x 224.
 *
 * <p>The candidates take turns, so that what else the machine does meets them alike. Arguments:
 * ONNX file of the whole network, another to its third stage, threads, rounds, batch sizes.
 */
public final class NetworkPeers {
  private static final int SIZE = 224;
  private static final int WARM_UP = 3;
  private static final String POOLED = "pooled";
  private static final String MAP = "stage3Map";

  private NetworkPeers() {}

  /** Computes pooled features, where the whole network is run, and stage-3 map behind them. */
  private interface Network {
    float[] run(ByteBuffer pictures, int batch) throws OrtException;
  }

  /** Prints a line of JSON for every candidate and batch size, milliseconds a picture. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    Engines.stayOffline();
    byte[] standard = ShippedBackbone.describe("resnet50-imagenet").torchScript();
    // The first is the judge of the others.
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("standard", torch(TorchScriptLoader.load("standard", standard, Device.cpu())));
    for (Depth depth : Depth.values()) {
      String part = depth == Depth.STAGE_3 ? ", to stage 3" : "";
      networks.put("ours" + part, exchanged(standard, Kernels.FUSED, depth));
      networks.put("ours, shared" + part, exchanged(standard, Kernels.FUSED_SHARED, depth));
      if (TorchScriptLoader.runsBfloat16()) {
        networks.put("ours, bfloat16" + part, exchanged(standard, Kernels.BFLOAT16, depth));
      }
      networks.put("ours, matmul" + part, exchanged(standard, Kernels.MATMUL, depth));
    }
    networks.put("onnxruntime", onnxRuntime(arguments[0], threads));
    networks.put("onnxruntime, to stage 3", onnxRuntime(arguments[1], threads));
    JniUtils.setGradMode(false);
    for (int i = 4; i < arguments.length; i++) {
      compare(networks, Integer.parseInt(arguments[i]), rounds);
    }
    // Native threads of either library may still be waiting for work.
    System.exit(0);
  }

  private static void compare(Map<String, Network> networks, int batch, int rounds)
      throws OrtException {
    ByteBuffer pictures = drawn(batch);
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, Double> differences = new LinkedHashMap<>();
    float[] judge = networks.get("standard").run(pictures, batch);
    for (Map.Entry<String, Network> network : networks.entrySet()) {
      for (int i = 0; i < WARM_UP; i++) {
        network.getValue().run(pictures, batch);
      }
      times.put(network.getKey(), new ArrayList<>());
      differences.put(network.getKey(), difference(judge, network.getValue().run(pictures, batch)));
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Network> network : networks.entrySet()) {
        long began = System.nanoTime();
        network.getValue().run(pictures, batch);
        times.get(network.getKey()).add((System.nanoTime() - began) / 1e6 / batch);
      }
    }
    times.forEach(
        (name, all) -> {
          Collections.sort(all);
          System.out.printf(
              Locale.ROOT,
              "{\"name\":\"%s\",\"batch\":%d,\"best\":%.3f,\"median\":%.3f,\"difference\":%.2e}%n",
              name,
              batch,
              all.get(0),
              all.get(all.size() / 2),
              differences.get(name));
        });
  }

  private static ByteBuffer drawn(int batch) {
    Random random = new Random(1);
    int values = batch * 3 * SIZE * SIZE;
    ByteBuffer pictures =
        ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values; i++) {
      pictures.putFloat(i * Float.BYTES, (float) random.nextGaussian());
    }
    return pictures;
  }

  private static Network exchanged(byte[] standard, Kernels kernels, Depth depth)
      throws ModelException {
    byte[] exchanged =
        CpuProgram.exchanged(TorchScriptArchive.read(standard).orElseThrow(), kernels, depth);
    return torch(TorchScriptLoader.load(kernels.name(), exchanged, Device.cpu()));
  }

  private static Network torch(Model model) {
    PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
    return (pictures, batch) -> {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDArray images =
            manager.create(pictures.rewind(), new Shape(batch, 3, SIZE, SIZE), DataType.FLOAT32);
        NDList outputs = IValueUtils.forward(block, new NDList(images), false);
        outputs.attach(manager);
        float[] map = outputs.get(2).toFloatArray();
        // Where the whole network is not run, the map stands in for the features.
        return outputs.get(0).getShape().dimension() > 2
            ? map
            : joined(FloatBuffer.wrap(outputs.get(0).toFloatArray()), FloatBuffer.wrap(map));
      }
    };
  }

  private static Network onnxRuntime(String file, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    OrtSession session = environment.createSession(file, options);
    boolean isWhole = session.getOutputNames().contains(POOLED);
    Set<String> wanted = isWhole ? Set.of(POOLED, MAP) : Set.of(MAP);
    return (pictures, batch) -> {
      long[] shape = {batch, 3, SIZE, SIZE};
      try (OnnxTensor images =
              OnnxTensor.createTensor(environment, pictures.rewind().asFloatBuffer(), shape);
          OrtSession.Result outputs = session.run(Map.of("images", images), wanted)) {
        FloatBuffer map = ((OnnxTensor) outputs.get(MAP).orElseThrow()).getFloatBuffer();
        FloatBuffer pooled =
            isWhole
                ? ((OnnxTensor) outputs.get(POOLED).orElseThrow()).getFloatBuffer()
                : FloatBuffer.allocate(0);
        return joined(pooled, map);
      }
    };
  }

  private static float[] joined(FloatBuffer pooled, FloatBuffer stage3) {
    float[] all = new float[pooled.remaining() + stage3.remaining()];
    int features = pooled.remaining();
    pooled.get(all, 0, features);
    stage3.get(all, features, all.length - features);
    return all;
  }

  private static double difference(float[] expected, float[] actual) {
    int skipped = expected.length - actual.length;
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(expected[skipped + i] - actual[i]));
    }
    return largest;
  }
}
