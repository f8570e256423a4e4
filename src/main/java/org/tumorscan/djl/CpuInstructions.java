package org.tumorscan.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the processor says of itself; Linux alone is asked. */
final class CpuInstructions {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String FLAGS = "flags";

  // Products of bfloat16 summed in float32. Those that only have the AMX tiles have it as well.
  private static final String BFLOAT16 = "avx512_bf16";

  private CpuInstructions() {}

  /** Whether this processor multiplies bfloat16; false where it does not say. */
  static boolean haveBfloat16() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return haveBfloat16(lines);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** The same of the lines of a {@code /proc/cpuinfo}, all of whose processors must agree. */
  static boolean haveBfloat16(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith(FLAGS))
        .map(line -> Arrays.asList(line.split("[\\s:]+")).contains(BFLOAT16))
        .collect(Collectors.toSet())
        .equals(Set.of(true));
  }
}
