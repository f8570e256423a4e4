package org.tumorscan.report.dicom;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Prediction;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.RunInfo;

/** Invented slices for tests, of a patient with a Japanese name. */
final class Slices {
  static final double THRESHOLD = 0.5;
  static final String ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
  static final String MR = "1.2.840.10008.5.1.4.1.1.4";
  static final String STUDY = "1.2.3";
  static final String SERIES = "1.2.3.1";

  /** As PS3.5 H.3.1 has it: ESC $ B before kanji, ESC ( B behind them. */
  static final byte[] NAME =
      "Test^One=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B".getBytes(StandardCharsets.ISO_8859_1);

  private Slices() {}

  static RunInfo run(String modelSha256, String createdAt) {
    return new RunInfo(
        "0.1.0",
        Instant.parse(createdAt),
        new RunInfo.ModelInfo(
            "brain-mri-tumor",
            "0.1.0-preview",
            modelSha256,
            List.of("no-tumor", "tumor"),
            "balanced",
            THRESHOLD,
            new RunInfo.SeriesInfo(SeriesRule.UNCALIBRATED, THRESHOLD),
            "MR of the head.",
            List.of("A preview \u2013 tried on few."),
            List.of()),
        "part10",
        new Execution("cpu", Precision.FLOAT32));
  }

  static RunInfo run() {
    return run("0123456789abcdef".repeat(4), "2026-01-02T03:04:05.678Z");
  }

  static SourceAttributes source(String sopClassUid, String sopInstanceUid) {
    return new SourceAttributes(
        new InstanceIdentity(
            Optional.of(sopClassUid),
            Optional.of(sopInstanceUid),
            Optional.of(SERIES),
            Optional.of(STUDY)),
        OptionalInt.of(4),
        List.of(
            element(DicomTag.SPECIFIC_CHARACTER_SET, "CS", "\\ISO 2022 IR 87"),
            new RawElement(DicomTag.PATIENT_NAME, "PN", NAME),
            element(DicomTag.PATIENT_ID, "LO", "ID-77"),
            element(DicomTag.STUDY_DATE, "DA", "20250203"),
            element(DicomTag.STUDY_TIME, "TM", "101112"),
            element(DicomTag.STUDY_ID, "SH", "S1"),
            element(DicomTag.TIMEZONE_OFFSET_FROM_UTC, "SH", "+0900")),
        List.of());
  }

  static RawElement element(DicomTag tag, String vr, String value) {
    return new RawElement(tag, vr, value.getBytes(StandardCharsets.US_ASCII));
  }

  static Outcome.Classified slice(SourceAttributes source, int frame, int frames, double p) {
    InstanceIdentity identity = source.identity();
    return new Outcome.Classified(
        new Outcome.Subject(
            "patients/Test One/" + frame + ".dcm",
            Optional.of(frame),
            frames,
            identity.sopInstanceUid(),
            identity.seriesInstanceUid(),
            identity.studyInstanceUid(),
            Optional.of("MR"),
            Optional.of("HEAD")),
        new Prediction(
            p,
            Math.log(p / (1 - p)),
            new Prediction.Interval(p * 0.75, Math.min(1, p * 1.125)),
            Map.of("no-tumor", 1 - p, "tumor", p),
            new Prediction.Novelty(p > 0.75 ? 1.25 : 0.5),
            Optional.of(new Heatmap(new float[] {-1, 0, 2, 4}, 2, 2))),
        p >= THRESHOLD,
        List.of(),
        new Outcome.View(new byte[32 * 32], 32));
  }
}
