package org.tumorscan.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.ImageOrigin.LossyCompression;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.TransferSyntax.Loss;

/**
 * Whether an image was compressed with loss: by its transfer syntax now, or before, which stays
 * true when it is decompressed.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.1.1.5">PS3.3
 *     C.7.6.1.1.5</a>
 */
final class LossConcern {
  private static final String ATTRIBUTE = "Lossy Image Compression (0028,2110)";

  private LossConcern() {}

  static Optional<String> of(TransferSyntax transferSyntax, LossyCompression compression) {
    if (compression.stated().orElse(false)) {
      return Optional.of(Concern.LOSSY.warning("compressed with loss" + details(compression)));
    }
    Loss loss = transferSyntax.loss();
    if (loss == Loss.CERTAIN) {
      return Optional.of(
          Concern.LOSSY.warning(
              "%s loses detail, though %s %s"
                  .formatted(
                      transferSyntax.displayName(),
                      ATTRIBUTE,
                      compression.stated().isPresent() ? "denies it" : "is not stated")));
    }
    if (loss == Loss.POSSIBLE && compression.stated().isEmpty()) {
      return Optional.of(
          Concern.LOSSY.warning(
              "%s may lose detail, and %s is not stated"
                  .formatted(transferSyntax.displayName(), ATTRIBUTE)));
    }
    return Optional.empty();
  }

  /** Such as {@code , 10:1 then 4:1, ISO_10918_1}; empty where nothing more is stated. */
  private static String details(LossyCompression compression) {
    List<String> parts = new ArrayList<>();
    if (!compression.ratios().isEmpty()) {
      parts.add(
          String.join(" then ", compression.ratios().stream().map(LossConcern::shown).toList()));
    }
    if (!compression.methods().isEmpty()) {
      parts.add(String.join(" then ", compression.methods()));
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }

  /** With three figures, such as {@code 21.5:1}. */
  private static String shown(double ratio) {
    BigDecimal rounded = new BigDecimal(ratio).round(new MathContext(3)).stripTrailingZeros();
    return rounded.toPlainString() + ":1";
  }
}
