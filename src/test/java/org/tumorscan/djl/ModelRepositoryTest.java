package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.training.BaseNetwork;

/** Networks from a repository of DJL's layout, served on loopback. */
class ModelRepositoryTest {
  private static final String URL = "djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet50";

  @TempDir Path cache;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer server;
  private byte[] network;

  @BeforeEach
  void serve() throws Exception {
    Engines.stayOffline();
    // The natives stay where they are; only what is downloaded goes to the test's own directory.
    ai.djl.engine.Engine.getEngine(Engines.PYTORCH);
    System.setProperty("DJL_CACHE_DIR", cache.toString());
    network = Fixtures.bytes("tiny-traced-logits.pt");
    files.putAll(ModelRepositoryFiles.of(network));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = files.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty("DJL_CACHE_DIR");
  }

  @Test
  void aNetworkIsDownloadedVerifiedAndGivesFeatures() throws Exception {
    Backbones backbones = new Backbones(url());
    BaseNetwork base = backbones.base(URL);
    assertArrayEquals(network, base.torchScript().orElseThrow().bytes());
    try (FeatureExtractor extractor = backbones.load(base, "cpu", 2)) {
      Features features =
          extractor.extract(BackbonesTest.inputs(2, 1), Detail.POOLED_AND_LAST_MAP).get(1);
      assertEquals(1000, features.pooled().length);
      assertTrue(features.lastMap().isEmpty(), "a vector has no map");
    }
  }

  @Test
  void aNameThatTheRepositoryLacksIsNotFound() {
    assertFails(
        Reason.NOT_FOUND, new Backbones(url()), "djl://ai.djl.pytorch/resnet/0.0.1/other_resnet");
  }

  @Test
  void aRepositoryWithoutTheModelIsUnreachableWithItsName() {
    files.clear();
    String message = assertFails(Reason.UNREACHABLE, new Backbones(url()), URL);
    assertTrue(message.contains(url()), message);
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertFails(Reason.UNREACHABLE, new Backbones("http://127.0.0.1:" + port + "/"), URL);
  }

  @Test
  void aDownloadWithOtherBytesIsRefused() throws Exception {
    Map<String, byte[]> other = ModelRepositoryFiles.of(new byte[50]);
    files.put(ModelRepositoryFiles.ARCHIVE, other.get(ModelRepositoryFiles.ARCHIVE));
    assertFails(Reason.UNREACHABLE, new Backbones(url()), URL);
  }

  private String assertFails(Reason reason, Backbones backbones, String url) {
    ModelException failure = assertThrows(ModelException.class, () -> backbones.base(url));
    assertEquals(reason, failure.reason(), failure.getMessage());
    return failure.getMessage();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
