package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.model.DenseHead.Pooling;

class DenseHeadTest {

  private static final float[][] CELLS = {{1, -5, 3, 2, -9}, {0, 6, 0, -1, -9}};

  @Test
  void aSlicesLogitIsTheMeanOfTheCellsThatTheMembersTogetherScoreHighest() {
    // The means are 0.5, 0.5, 1.5, 0.5 and -9: the first two of those that tie count.
    double[] logits = head(3, Pooling.SHARED_CELLS).logits(CELLS);
    assertArrayEquals(new double[] {2.5 / 3, -1.0 / 3, 2}, logits, 1e-6);
  }

  @Test
  void theMembersOfAnOlderHeadHaveCellsOfTheirOwn() {
    double[] logits = head(2, Pooling.OWN_CELLS).logits(CELLS);
    assertArrayEquals(new double[] {2.75, 2.5, 3}, logits, 1e-6);
  }

  @Test
  void aMapOfFewerCellsIsTakenWhole() {
    for (Pooling pooling : Pooling.values()) {
      double[] logits = head(4, pooling).logits(new float[][] {{1, 2}, {3, 4}});
      assertArrayEquals(new double[] {2.5, 1.5, 3.5}, logits, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCellThatIsNoNumberIsNotPassedOver(Pooling pooling) {
    float[][] cells = {{1, Float.NaN, 3}, {0, 6, 0}};
    assertTrue(Double.isNaN(head(1, pooling).logits(cells)[0]));
  }

  @ParameterizedTest
  @EnumSource
  void weightsComeBackFromTheFileInHalfPrecision(Pooling pooling) throws ModelException {
    NoveltyScale novelty = new NoveltyScale(new float[] {1}, new float[] {2}, new float[0][], 3);
    HeadWeights written = new HeadWeights(head(4, pooling), novelty);
    DenseHead read =
        (DenseHead) HeadWeights.fromBytes(written.headBytes(), written.noveltyBytes()).head();
    assertEquals(2, read.members().size());
    assertEquals(4, read.topCells());
    assertEquals(pooling, read.pooling());
    Convolution first = read.members().get(1).layers().get(0);
    // 0.1 has no exact half; the nearest one is 0.0999755859375.
    assertArrayEquals(new float[] {0.0999755859375f, -2}, first.weight());
    assertArrayEquals(new float[] {0.1f}, first.bias());
    assertEquals(2, first.dilation());
  }

  @Test
  void layersThatDoNotFitEachOtherAreRefused() {
    Convolution two = new Convolution(2, 1, 1, 1, new float[2], new float[2]);
    Convolution one = new Convolution(1, 1, 1, 1, new float[1], new float[1]);
    assertThrows(IllegalArgumentException.class, () -> new Member(List.of(two, one)));
    assertThrows(IllegalArgumentException.class, () -> new Member(List.of(one, two)));
  }

  // IEEE 754-2019 3.6: exact cases, the nearest ones to even, the least and the largest.
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "1, 3C00",
    "-2, C000",
    "65504, 7BFF",
    "65520, 7C00",
    "1e9, 7C00",
    "0x1p-24f, 0001",
    "0x1p-25f, 0000",
    "0x1.8p-24f, 0002",
    "0x1p-14f, 0400",
    "0x1.002p0f, 3C00",
    "0x1.006p0f, 3C02",
    "0x1.ffep-15f, 0400",
    "NaN, 7E00"
  })
  void halvesAreTheNearestToTheirNumbers(String number, String half) {
    short expected = (short) Integer.parseInt(half, 16);
    assertEquals(expected, HalfPrecision.of(Float.parseFloat(number)));
  }

  @Test
  void everyHalfComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, HalfPrecision.of(value));
      }
    }
  }

  private static DenseHead head(int topCells, Pooling pooling) {
    return new DenseHead(List.of(member(), member()), topCells, pooling);
  }

  private static Member member() {
    Convolution first = new Convolution(1, 2, 1, 2, new float[] {0.1f, -2}, new float[] {0.1f});
    Convolution second = new Convolution(1, 1, 3, 1, new float[9], new float[1]);
    return new Member(List.of(first, second));
  }
}
