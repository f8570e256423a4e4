package org.tumorscan.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;

class PredictionJournalTest {
  private static final JournalOrigin ORIGIN =
      new JournalOrigin("tumorscan 1", "m 1", "abc", "cpu in float32");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("journal");
  }

  @Test
  void aPredictionComesBackToTheLastBit() throws Exception {
    write(2);
    try (PredictionJournal journal = PredictionJournal.resume(file, ORIGIN)) {
      Prediction kept = journal.find("key-1").orElseThrow();
      Prediction made = prediction(1);
      assertEquals(made.tumorLikelihood(), kept.tumorLikelihood());
      assertEquals(made.logit(), kept.logit());
      assertEquals(made.interval(), kept.interval());
      assertEquals(made.novelty(), kept.novelty());
      assertEquals(
          List.copyOf(made.likelihoods().keySet()), List.copyOf(kept.likelihoods().keySet()));
      assertEquals(made.likelihoods(), kept.likelihoods());
      Heatmap map = kept.heatmap().orElseThrow();
      assertArrayEquals(made.heatmap().orElseThrow().contributions(), map.contributions());
      assertEquals(2, map.columns());
      assertEquals(Optional.empty(), journal.find("key-0").orElseThrow().heatmap());
      assertEquals(Optional.empty(), journal.find("key-2"));
    }
  }

  @Test
  void cutAnywhereItKeepsItsWholeLinesAndGoesOnBehindThem() throws Exception {
    write(3);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int lines = 0;
      for (int i = 0; i < length; i++) {
        lines += whole[i] == '\n' ? 1 : 0;
      }
      try (PredictionJournal journal = PredictionJournal.resume(file, ORIGIN)) {
        assertEquals(Math.max(0, lines - 1), journal.size(), "cut to " + length);
        for (int i = journal.size(); i < 3; i++) {
          journal.add("key-" + i, prediction(i));
        }
      }
      assertArrayEquals(whole, Files.readAllBytes(file), "cut to " + length);
    }
  }

  @Test
  void aLineThatIsNoneEndsIt() throws Exception {
    write(3);
    List<String> lines = Files.readAllLines(file);
    String torn = lines.get(2).substring(0, 20) + "\0".repeat(30);
    Files.writeString(
        file, String.join("\n", lines.get(0), lines.get(1), torn, lines.get(3)) + "\n");
    try (PredictionJournal journal = PredictionJournal.resume(file, ORIGIN)) {
      assertEquals(1, journal.size());
    }
    assertEquals(lines.subList(0, 2), Files.readAllLines(file));
  }

  @Test
  void anotherOriginIsRefusedByNameAndLeftAsItIs() throws Exception {
    write(1);
    byte[] before = Files.readAllBytes(file);
    Map<JournalOrigin, String> others =
        Map.of(
            new JournalOrigin("tumorscan 2", "m 1", "abc", "cpu in float32"),
                "tumorscan 1 instead of tumorscan 2",
            new JournalOrigin("tumorscan 1", "n 1", "abc", "cpu in float32"),
                "model m 1 instead of n 1",
            new JournalOrigin("tumorscan 1", "m 1", "abd", "cpu in float32"),
                "model m 1 of digest abc instead of abd",
            new JournalOrigin("tumorscan 1", "m 1", "abc", "cpu in bfloat16"),
                "cpu in float32 instead of cpu in bfloat16");
    for (Map.Entry<JournalOrigin, String> other : others.entrySet()) {
      JournalMismatchException failure =
          assertThrows(
              JournalMismatchException.class, () -> PredictionJournal.resume(file, other.getKey()));
      assertEquals(
          directory
              + ": the run there cannot be resumed, as it was made with "
              + other.getValue()
              + "; without --resume it is replaced",
          failure.getMessage());
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void beginningForgetsWhatWasThere() throws Exception {
    write(3);
    PredictionJournal.begin(file, ORIGIN).close();
    try (PredictionJournal journal = PredictionJournal.resume(file, ORIGIN)) {
      assertEquals(0, journal.size());
    }
  }

  @Test
  void theKeyIsOfEveryValueThatTheNetworkSees() throws Exception {
    try (PredictionJournal journal = PredictionJournal.begin(file, ORIGIN)) {
      float[] intensities = new float[4];
      String key = journal.keyOf(input(intensities));
      assertEquals(key, journal.keyOf(input(intensities.clone())));
      intensities[3] = Math.nextUp(intensities[3]);
      assertNotEquals(key, journal.keyOf(input(intensities)));
    }
    assertEquals(1, Files.readString(file, StandardCharsets.UTF_8).lines().count());
  }

  private static ModelInput input(float[] intensities) {
    return new ModelInput(intensities, Normalisation.IMAGENET, 2);
  }

  private void write(int count) throws IOException {
    try (PredictionJournal journal = PredictionJournal.begin(file, ORIGIN)) {
      for (int i = 0; i < count; i++) {
        journal.add("key-" + i, prediction(i));
      }
    }
  }

  private static Prediction prediction(int number) {
    double p = 1.0 / (3 + number);
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put("no-tumor", 1 - p);
    likelihoods.put("tumor", p);
    float[] cells = {0.1f + number, Float.MIN_VALUE, -7, 1e30f};
    return new Prediction(
        p,
        Math.log(p),
        new Interval(p / 3, p * 1.1),
        likelihoods,
        new Novelty(p * Math.PI),
        number == 0 ? Optional.empty() : Optional.of(new Heatmap(cells, 2, 2)));
  }
}
