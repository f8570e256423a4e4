package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.InferenceException.Reason;

/** Starts libtorch and finds the device that the caller asks for. */
public final class Engines {
  static final String PYTORCH = "PyTorch";
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final String TIMEOUT_MILLIS = "30000";

  private Engines() {}

  /**
   * Keeps DJL from opening connections that the user did not ask for: no telemetry, no look-ups.
   * Must be called before any other use of DJL.
   */
  public static void stayOffline() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  /** Lets DJL open connections again, for a {@code djl://} URL that the user named. */
  static void goOnline() {
    System.clearProperty("ai.djl.offline");
    // DJL opens URLs without a time limit of its own.
    System.setProperty("sun.net.client.defaultConnectTimeout", TIMEOUT_MILLIS);
    System.setProperty("sun.net.client.defaultReadTimeout", TIMEOUT_MILLIS);
  }

  /**
   * The engine, its natives and where it computes unless told otherwise, in a line. Natives for CPU
   * are not loaded for it.
   */
  public static String description() {
    Properties natives = new Properties();
    try (InputStream stream = Engines.class.getResourceAsStream("/native/lib/pytorch.properties")) {
      if (stream == null) {
        return "PyTorch through Deep Java Library " + Engine.getDjlVersion() + ", no natives";
      }
      natives.load(stream);
      String flavor = natives.getProperty("flavor", "");
      return "PyTorch through Deep Java Library %s, natives %s %s %s, device %s"
          .formatted(
              Engine.getDjlVersion(),
              natives.getProperty("version"),
              flavor,
              natives.getProperty("classifier"),
              flavor.startsWith("cpu") ? "cpu" : name(device("auto")));
    } catch (IOException | InferenceException e) {
      return "PyTorch, which cannot be used: " + e.getMessage();
    }
  }

  /**
   * Threads that a network uses on the CPU, the same for the whole life of the process: those in
   * DJL's system property, else the processors.
   */
  public static int threads() {
    return Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
  }

  /** Starts libtorch, if it has not been started yet. */
  static void start() throws InferenceException {
    engine();
  }

  /**
   * The device of that name.
   *
   * @param name {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws InferenceException {@code DEVICE_NOT_AVAILABLE}: never a silent fall-back to another
   *     one
   */
  static Device device(String name) throws InferenceException {
    String wanted = name.toLowerCase(Locale.ROOT);
    int devices = engine().getGpuCount();
    if (wanted.equals("cpu") || (wanted.equals("auto") && devices == 0)) {
      return Device.cpu();
    }
    int index = wanted.startsWith("cuda:") ? Integer.parseInt(wanted.substring(5)) : 0;
    if (index >= devices) {
      throw new InferenceException(
          Reason.DEVICE_NOT_AVAILABLE,
          "device " + name + " is not there: CUDA devices found: " + devices);
    }
    return Device.gpu(index);
  }

  /** Keeps libtorch on a thread from recording gradients and from rewriting networks. */
  interface Recording extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Until it is closed, this thread records gradients only where a collector asks for them, and
   * runs TorchScript as it is written: rewritten for its first inputs, a network would not compute
   * the same to the last bit after a run was gone on with. Not to be nested.
   */
  static Recording recordNothing() {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
    return () -> {
      JniUtils.setGraphExecutorOptimize(true);
      JniUtils.setGradMode(before);
    };
  }

  /** The name of a device as reports print it. */
  static String name(Device device) {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  private static Engine engine() throws InferenceException {
    // libtorch itself would count the host's processors, not those that a container may use.
    if (System.getProperty(THREADS) == null) {
      System.setProperty(THREADS, Integer.toString(threads()));
    }
    try {
      return Engine.getEngine(PYTORCH);
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new InferenceException(
          Reason.ENGINE_NOT_AVAILABLE, "libtorch cannot be loaded: " + e.getMessage(), e);
    }
  }
}
