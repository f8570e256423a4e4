package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tumorscan.dataset.Case.Origin;

/**
 * Finds pictures that are the same but for size, compression, brightness, contrast, a small crop or
 * turn, and mirroring; so are neighbouring slices that hardly differ, which must not be parted
 * either. Pictures that are stated to be of one patient or group belong together anyway, so that
 * they are not compared: of a series, nearly every slice is like the next.
 *
 * <p>Hashes of all pairs are compared, and pairs with near hashes are laid on each other. In the
 * two sets that the threshold was chosen on, plain and mirrored copies agree by 0.97 and more, and
 * copies with curved tones and the nearest slices of one patient by 0.9; of the pairs looked at, no
 * two patients did.
 */
public final class NearDuplicates {
  /** Pairs that agree by less are different pictures. */
  public static final double LEAST_AGREEMENT = 0.9;

  /**
   * Pairs of two patients that agree by less are two patients: the last slices of brains without
   * their skull, blobs without much in them, were seen to agree by up to 0.96.
   */
  static final double LEAST_AGREEMENT_OF_TWO_PATIENTS = 0.97;

  private static final int MOST_DIFFERENT_BITS = 12;

  /** Of 151 pairs that agree by 0.97 the hashes of one differ in 11 bits, of the rest in fewer. */
  private static final int MOST_DIFFERENT_BITS_OF_TWO_PATIENTS = 11;

  /**
   * Of the same pairs none has less than 0.91; of all with near hashes nearly three quarters have.
   */
  private static final double LEAST_LIKENESS_OF_TWO_PATIENTS = 0.88;

  private final Origin[] origins;
  private final List<Fingerprint> fingerprints;
  private final List<CosineHash> wholeHashes;
  private final List<CosineHash> bodyHashes;

  private NearDuplicates(List<CaseFacts> facts) {
    this.origins = facts.stream().map(fact -> fact.labelled().origin()).toArray(Origin[]::new);
    this.fingerprints = facts.stream().map(CaseFacts::fingerprint).toList();
    this.wholeHashes = hashes(fingerprints.stream().map(Fingerprint::whole));
    this.bodyHashes = hashes(fingerprints.stream().map(Fingerprint::body));
  }

  /** All pairs, in order of their first and second index. */
  public static List<DuplicatePair> find(List<CaseFacts> facts) {
    NearDuplicates search = new NearDuplicates(facts);
    return IntStream.range(0, facts.size())
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
      double least =
          areTwoPatients(origins[first], origins[candidate.second()])
              ? LEAST_AGREEMENT_OF_TWO_PATIENTS
              : LEAST_AGREEMENT;
      double agreement = (candidate.whole() ? whole : body).agreement(laid, least);
      if (agreement >= least) {
        pairs.add(new DuplicatePair(first, candidate.second(), agreement, candidate.mirroring()));
      }
    }
    return best(pairs);
  }

  private static boolean belongTogether(Origin one, Origin other) {
    return isSame(one.patient(), other.patient()) || isSame(one.group(), other.group());
  }

  private static boolean isSame(Optional<String> one, Optional<String> other) {
    return one.isPresent() && one.equals(other);
  }

  /** Where both patients are stated, they are two: those of one have not been compared. */
  private static boolean areTwoPatients(Origin one, Origin other) {
    return one.patient().isPresent() && other.patient().isPresent();
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
    for (int second = first + 1; second < origins.length; second++) {
      if (belongTogether(origins[first], origins[second])) {
        continue;
      }
      for (Mirroring mirroring : Mirroring.values()) {
        int whole = wholeHashes.get(first).differentBits(wholeHashes.get(second), mirroring);
        int body = bodyHashes.get(first).differentBits(bodyHashes.get(second), mirroring);
        int bits = Math.min(whole, body);
        if (bits <= MOST_DIFFERENT_BITS) {
          Candidate candidate = new Candidate(second, mirroring, whole <= body);
          if (isWorthALook(first, candidate, bits)) {
            candidates.add(candidate);
          }
        }
      }
    }
    return candidates;
  }

  /** Laying pictures on each other takes longest, and of two patients more is asked. */
  private boolean isWorthALook(int first, Candidate candidate, int differentBits) {
    int second = candidate.second();
    if (!areTwoPatients(origins[first], origins[second])) {
      return true;
    }
    List<CosineHash> hashes = candidate.whole() ? wholeHashes : bodyHashes;
    return differentBits <= MOST_DIFFERENT_BITS_OF_TWO_PATIENTS
        && hashes.get(first).likeness(hashes.get(second), candidate.mirroring())
            >= LEAST_LIKENESS_OF_TWO_PATIENTS;
  }

  private static List<CosineHash> hashes(Stream<byte[]> pictures) {
    return pictures.map(Fingerprint::intensities).map(CosineHash::of).toList();
  }
}
