package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.PlattCalibration;

class PlattFitTest {

  @Test
  void classesWeighTheSameHoweverManyCasesTheyHave() {
    Random random = new Random(3);
    double[] logits = new double[2200];
    boolean[] tumor = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      tumor[i] = i % 11 == 0;
      logits[i] = (tumor[i] ? 1 : -1) + random.nextGaussian();
    }
    PlattCalibration calibration = PlattFit.fit(logits, tumor);
    // For unit normal classes at -1 and 1 the log odds are 2 x logit, and even in the middle.
    assertEquals(0.5, calibration.likelihood(0), 0.06);
    assertEquals(2, calibration.slope(), 0.3);
  }

  @Test
  void logitsThatFallWithTheLabelGiveAFlatCurve() {
    double[] logits = {3, 2, -2, -3};
    PlattCalibration calibration = PlattFit.fit(logits, new boolean[] {false, false, true, true});
    assertTrue(Math.abs(calibration.likelihood(3) - 0.5) < 0.01);
  }

  @Test
  void aLikelihoodTellsItsLogit() {
    PlattCalibration calibration = new PlattCalibration(1.4, -1);
    assertEquals(2.5, calibration.logit(calibration.likelihood(2.5)), 1e-12);
    assertTrue(Double.isFinite(calibration.logit(calibration.likelihood(1000))));
    assertTrue(Double.isFinite(calibration.logit(calibration.likelihood(-1000))));
  }
}
