package org.tumorscan.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tumorscan.dataset.Case.Origin;

class NearDuplicatesTest {
  private static final BufferedImage HEAD = Pictures.head(1);

  @Test
  void differentHeadsAreNoDuplicates() throws Exception {
    List<CaseFacts> heads = new ArrayList<>();
    for (int seed = 1; seed <= 30; seed++) {
      heads.add(facts(Pictures.head(seed)));
    }
    assertEquals(List.of(), NearDuplicates.find(heads));
  }

  @Test
  void seesAnotherSizeAndProportion() throws Exception {
    assertFound(Pictures.resized(HEAD, 100, 100), Mirroring.NONE);
    assertFound(Pictures.resized(HEAD, 300, 270), Mirroring.NONE);
  }

  @Test
  void seesRecompression() throws Exception {
    assertFound(Pictures.recompressed(HEAD), Mirroring.NONE);
  }

  @Test
  void seesOtherBrightnessAndContrast() throws Exception {
    assertFound(Pictures.paler(HEAD), Mirroring.NONE);
  }

  @Test
  void seesASmallCrop() throws Exception {
    assertFound(Pictures.cropped(HEAD, 8), Mirroring.NONE);
  }

  @Test
  void seesMirrorsAndQuarterTurns() throws Exception {
    assertFound(Pictures.mirrored(HEAD), Mirroring.HORIZONTAL);
    assertFound(Pictures.upsideDown(HEAD), Mirroring.VERTICAL);
    assertFound(Pictures.upsideDown(Pictures.mirrored(HEAD)), Mirroring.HALF_TURN);
    Mirroring turn = found(Pictures.quarterTurned(HEAD)).mirroring();
    assertTrue(
        turn == Mirroring.QUARTER_TURN || turn == Mirroring.THREE_QUARTER_TURN, turn.toString());
  }

  @Test
  void seesAllAtOnce() throws Exception {
    BufferedImage copy = Pictures.mirrored(Pictures.paler(HEAD));
    assertFound(Pictures.recompressed(Pictures.resized(copy, 160, 160)), Mirroring.HORIZONTAL);
  }

  @Test
  void everyMirroringOfASpectrumIsTheSpectrumOfTheMirroring() throws Exception {
    float[] square = Fingerprint.intensities(Pictures.fingerprint(HEAD).whole());
    CosineHash hash = CosineHash.of(square);
    for (Mirroring mirroring : Mirroring.values()) {
      CosineHash laid = CosineHash.of(mirroring.apply(square, Fingerprint.SIZE));
      // A coefficient next to zero may fall on either side.
      assertTrue(laid.differentBits(hash, mirroring) <= 2, mirroring.toString());
      assertEquals(1, laid.likeness(hash, mirroring), 1e-4, mirroring.toString());
    }
  }

  /** Two heads can be much alike; what is the same is so whatever its patients are called. */
  @Test
  void twoPatientsMustAgreeMore() throws Exception {
    BufferedImage alike = Pictures.smudged(HEAD);
    double agreement = found(alike).agreement();
    assertTrue(agreement < NearDuplicates.LEAST_AGREEMENT_OF_TWO_PATIENTS, "" + agreement);
    CaseFacts known = facts(HEAD, Optional.of("A"));
    assertEquals(1, NearDuplicates.find(List.of(known, facts(alike))).size());
    assertEquals(0, NearDuplicates.find(List.of(known, facts(alike, Optional.of("B")))).size());
    CaseFacts mirrored = facts(Pictures.mirrored(HEAD), Optional.of("B"));
    assertEquals(1, NearDuplicates.find(List.of(known, mirrored)).size());
  }

  @Test
  void onePatientsPicturesBelongTogetherAnyway() throws Exception {
    CaseFacts one = facts(HEAD, Optional.of("A"));
    assertEquals(List.of(), NearDuplicates.find(List.of(one, one)));
  }

  private static CaseFacts facts(BufferedImage image) throws Exception {
    return facts(image, Optional.empty());
  }

  private static CaseFacts facts(BufferedImage image, Optional<String> patient) throws Exception {
    Case labelled =
        new Case(
            Path.of("head.png"),
            OptionalInt.of(0),
            false,
            new Origin(patient, Optional.empty(), "drawn"),
            Optional.empty(),
            List.of());
    return new CaseFacts(labelled, Pictures.fingerprint(image), new float[0], Map.of());
  }

  private static void assertFound(BufferedImage copy, Mirroring mirroring) throws Exception {
    DuplicatePair pair = found(copy);
    assertEquals(mirroring, pair.mirroring());
    assertTrue(pair.agreement() > 0.93, pair.toString());
  }

  private static DuplicatePair found(BufferedImage copy) throws Exception {
    List<DuplicatePair> pairs =
        NearDuplicates.find(List.of(facts(HEAD), facts(Pictures.head(2)), facts(copy)));
    assertEquals(1, pairs.size(), pairs.toString());
    assertEquals(0, pairs.get(0).first());
    assertEquals(2, pairs.get(0).second());
    return pairs.get(0);
  }
}
