package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds pictures that are the same but for size, compression, brightness, contrast, a small crop or
 * turn, and mirroring; so are neighbouring slices that hardly differ, which must not be parted
 * either.
 *
 * <p>Hashes of all pairs are compared, and pairs with near hashes are laid on each other. In the
 * two sets that the threshold was chosen on, plain and mirrored copies agree by 0.97 and more, and
 * copies with curved tones and the nearest slices of one patient by 0.9; of the pairs looked at, no
 * two patients did.
 */
public final class NearDuplicates {
  /** Pairs that agree by less are different pictures. */
  public static final double LEAST_AGREEMENT = 0.9;

  private static final int MOST_DIFFERENT_BITS = 12;

  private final List<Fingerprint> fingerprints;
  private final long[][] wholeHashes;
  private final long[][] bodyHashes;

  private NearDuplicates(List<Fingerprint> fingerprints) {
    this.fingerprints = fingerprints;
    this.wholeHashes = hashes(fingerprints.stream().map(Fingerprint::whole));
    this.bodyHashes = hashes(fingerprints.stream().map(Fingerprint::body));
  }

  /**
   * All pairs, in order of their first and second index.
   *
   * @param fingerprints one a case
   */
  public static List<DuplicatePair> find(List<Fingerprint> fingerprints) {
    NearDuplicates search = new NearDuplicates(fingerprints);
    return IntStream.range(0, fingerprints.size())
        .parallel()
        .boxed()
        .flatMap(search::pairsFrom)
        .sorted(
            Comparator.comparingInt(DuplicatePair::first).thenComparingInt(DuplicatePair::second))
        .toList();
  }

  /** Another picture whose hash is near, by the whole picture or by the body. */
  private record Candidate(int second, Mirroring mirroring, boolean whole) {}

  private Stream<DuplicatePair> pairsFrom(int first) {
    List<Candidate> candidates = candidates(first);
    if (candidates.isEmpty()) {
      return Stream.empty();
    }
    Fingerprint picture = fingerprints.get(first);
    Alignment whole = new Alignment(Fingerprint.intensities(picture.whole()));
    Alignment body = new Alignment(Fingerprint.intensities(picture.body()));
    List<DuplicatePair> pairs = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Fingerprint other = fingerprints.get(candidate.second());
      float[] moving = Fingerprint.intensities(candidate.whole() ? other.whole() : other.body());
      float[] laid = candidate.mirroring().apply(moving, Fingerprint.SIZE);
      double agreement = (candidate.whole() ? whole : body).agreement(laid);
      if (agreement >= LEAST_AGREEMENT) {
        pairs.add(new DuplicatePair(first, candidate.second(), agreement, candidate.mirroring()));
      }
    }
    return best(pairs);
  }

  /** Of several ways to lay one picture on the other, the one that agrees most. */
  private static Stream<DuplicatePair> best(List<DuplicatePair> pairs) {
    return pairs.stream()
        .map(DuplicatePair::second)
        .distinct()
        .map(
            second ->
                pairs.stream()
                    .filter(pair -> pair.second() == second)
                    .max(Comparator.comparingDouble(DuplicatePair::agreement)))
        .flatMap(Optional::stream);
  }

  private List<Candidate> candidates(int first) {
    List<Candidate> candidates = new ArrayList<>();
    for (int second = first + 1; second < wholeHashes.length; second++) {
      for (Mirroring mirroring : Mirroring.values()) {
        int way = mirroring.ordinal();
        int wholeBits = Long.bitCount(wholeHashes[first][0] ^ wholeHashes[second][way]);
        int bodyBits = Long.bitCount(bodyHashes[first][0] ^ bodyHashes[second][way]);
        int bits = Math.min(wholeBits, bodyBits);
        if (bits <= MOST_DIFFERENT_BITS) {
          candidates.add(new Candidate(second, mirroring, wholeBits <= bodyBits));
        }
      }
    }
    return candidates;
  }

  private static long[][] hashes(Stream<byte[]> pictures) {
    return pictures
        .map(Fingerprint::intensities)
        .map(CosineHash::ofAllMirrorings)
        .toArray(long[][]::new);
  }
}
