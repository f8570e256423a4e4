package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tumorscan.benchmark.EndToEndRate.StageWork;
import org.tumorscan.benchmark.Recommendation.Setting;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.Precision;

class RecommendationTest {
  @Test
  void theFastestBatchIsRecommended() {
    assertEquals(
        new Setting(8, "the network's fastest, 20.0 slices a second"),
        Recommendation.batchSize(List.of(network(1, 10), network(4, 18), network(8, 20))));
  }

  @Test
  void aSmallerBatchThatIsNearlyAsFastIsPreferred() {
    Setting setting =
        Recommendation.batchSize(
            List.of(network(1, 10), network(4, 19.1), network(8, 19.5), network(16, 20)));
    assertEquals(4, setting.value());
    assertTrue(setting.reason().contains("19.1"), setting.reason());
    assertTrue(setting.reason().contains("16 give 20.0"), setting.reason());
  }

  @Test
  void aBatchThatIsSlowerByMoreThanATwentiethIsNot() {
    assertEquals(16, Recommendation.batchSize(List.of(network(8, 18.9), network(16, 20))).value());
  }

  @Test
  void theFewestWorkersThatAreNearlyAsFastAreRecommended() {
    Setting setting =
        Recommendation.workers(
            machine(4, 4, "cpu"),
            List.of(whole(1, 10, 0.5), whole(2, 19, 0.95), whole(4, 19.5, 1)));
    assertEquals(2, setting.value());
    assertEquals(
        "19.0 slices a second from files to report, 95 % of the network alone; 4 workers are no"
            + " faster than that by 5 %",
        setting.reason());
  }

  @Test
  void withoutASliceToJudgeThereIsAWorkerAProcessor() {
    Setting setting = Recommendation.workers(machine(6, 6, "cpu"), List.of());
    assertEquals(6, setting.value());
    assertTrue(setting.reason().contains("not measured"), setting.reason());
  }

  @Test
  void theOnlyNumberOfThreadsThatWasMeasuredIsRecommended() {
    assertEquals(
        new Setting(4, "one a processor, the only number measured"),
        Recommendation.threads(machine(4, 4, "cpu"), List.of(whole(2, 19, 0.95))));
  }

  @Test
  void whereProcessorsAreLeftOverTheyAreToBeComparedWith() {
    Setting setting = Recommendation.threads(machine(8, 2, "cpu"), List.of(whole(2, 19, 0.95)));
    assertEquals(2, setting.value());
    assertTrue(
        setting.reason().contains("TUMORSCAN_THREADS=8 tumorscan benchmark"), setting.reason());
  }

  @Test
  void whereWorkersSlowTheNetworkOneThreadFewerIsToBeComparedWith() {
    Setting setting = Recommendation.threads(machine(2, 2, "cpu"), List.of(whole(2, 14, 0.7)));
    assertEquals(2, setting.value());
    assertTrue(setting.reason().contains("TUMORSCAN_THREADS=1"), setting.reason());
    assertTrue(
        !Recommendation.threads(machine(1, 1, "cpu"), List.of(whole(1, 14, 0.7)))
            .reason()
            .contains("TUMORSCAN_THREADS=0"));
  }

  @Test
  void moreThreadsThanProcessorsAreAdvisedAgainst() {
    Setting setting = Recommendation.threads(machine(2, 16, "cpu"), List.of(whole(2, 14, 0.7)));
    assertEquals(2, setting.value());
    assertTrue(setting.reason().startsWith("16 were measured"), setting.reason());
  }

  @Test
  void onADeviceOfItsOwnTheNetworkNeedsFewThreads() {
    assertEquals(
        new Setting(8, "of little weight, as the network runs on cuda:0"),
        Recommendation.threads(machine(8, 8, "cuda:0"), List.of(whole(2, 14, 0.7))));
  }

  private static NetworkRate network(int batchSize, double slicesPerSecond) {
    double millis = 1000 / slicesPerSecond;
    return new NetworkRate(batchSize, new Spread(5, millis, millis, millis));
  }

  private static EndToEndRate whole(int workers, double slicesPerSecond, double share) {
    return new EndToEndRate(
        workers,
        8,
        100,
        new Spread(3, slicesPerSecond, slicesPerSecond, slicesPerSecond),
        share,
        new StageWork(10, 5, 9, 0.1));
  }

  private static Machine machine(int processors, int threads, String device) {
    return new Machine(
        processors, threads, 1000, new Execution(device, Precision.FLOAT32), "Linux amd64", "17");
  }
}
