package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuInstructionsTest {
  @Test
  void aProcessorThatListsTheInstructionHasIt() {
    assertTrue(have("flags\t\t: fpu sse2 avx512f avx512_bf16 clzero", "bogomips\t: 5192.28"));
  }

  @Test
  void anotherInstructionOfASimilarNameIsNotTheOne() {
    assertFalse(have("flags\t\t: fpu avx512f amx_bf16 avx512_bf16x"));
  }

  @Test
  void otherLinesDoNotCount() {
    assertFalse(have("model name\t: avx512_bf16", "flags\t\t: fpu avx2"));
  }

  @Test
  void allProcessorsMustHaveIt() {
    assertFalse(have("flags : avx512_bf16", "flags : avx2"));
    assertTrue(have("flags : avx512_bf16", "flags : avx512_bf16"));
  }

  @Test
  void aSystemThatSaysNothingHasItNot() {
    assertFalse(have());
    assertFalse(have("Features\t: fp asimd bf16"));
  }

  private static boolean have(String... lines) {
    return CpuInstructions.haveBfloat16(Stream.of(lines));
  }
}
