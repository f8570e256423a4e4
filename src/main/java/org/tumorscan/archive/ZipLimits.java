package org.tumorscan.archive;

/**
 * What an archive may ask for before it, or an entry of it, is rejected with {@code
 * LIMIT_EXCEEDED}.
 *
 * @param tableBytes largest table of contents, which is held in memory
 * @param entries most entries
 * @param entryBytes largest entry after inflation, which is held in memory while it is worked on
 * @param totalBytes most bytes that all entries together may inflate to
 * @param ratio most bytes that one byte of the archive may inflate to, taken over all entries;
 *     archives that inflate to no more than {@code entryBytes} are spared, since blank pictures
 *     deflate to a thousandth
 */
public record ZipLimits(int tableBytes, int entries, int entryBytes, long totalBytes, int ratio) {

  /** 32 MiB, 2^17, 256 MiB, 256 GiB, 200: generous for real archives. */
  public static final ZipLimits DEFAULT = new ZipLimits(1 << 25, 1 << 17, 1 << 28, 1L << 38, 200);
}
