package org.tumorscan.report.dicom;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.write.DerivedUid;
import org.tumorscan.report.RunInfo;

/**
 * How results come about: which program and model made them, when, and what UIDs they get.
 *
 * <p>UIDs follow from the source's UIDs, the model's digest, the operating point and the program's
 * version. The same input judged again gives objects with the same UIDs, so that an archive keeps
 * one of them; only their Content Date and Time differ.
 *
 * @param run program and model
 * @param zone where the program runs; in force where the source states no time zone
 */
record Production(RunInfo run, ZoneId zone) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  /** UID of the series that holds the results of that kind for a source series. */
  String seriesUid(ResultKind kind, FileableSource source) {
    return uid(kind, "series", source.seriesKey());
  }

  /** UID of a result about one slice. */
  String instanceUid(ResultKind kind, SliceResult slice) {
    return uid(kind, "instance", List.of(slice.key()));
  }

  /** UID of a result about several slices, whatever their order. */
  String instanceUid(ResultKind kind, Collection<SliceResult> slices) {
    return uid(kind, "instance", slices.stream().map(SliceResult::key).sorted().toList());
  }

  /** UID by which the measurements of a slice, or of a series, are followed over time. */
  String trackingUid(List<String> what) {
    return uid(ResultKind.SR, "tracking", what);
  }

  /** UID of the model as the device that observed. */
  String deviceUid() {
    return DerivedUid.of(List.of("tumorscan", "device", run.model().sha256()));
  }

  private String uid(ResultKind kind, String role, List<String> what) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                "tumorscan",
                run.toolVersion(),
                run.model().sha256(),
                run.model().operatingPoint(),
                Double.toString(run.model().threshold()),
                Double.toString(run.model().series().rule().smoothingMm()),
                kind.code(),
                role));
    parts.addAll(what);
    return DerivedUid.of(parts);
  }

  /** Content Date (0008,0023) in the time zone of the source. */
  String date(FileableSource source) {
    return at(source).format(DATE);
  }

  /** Content Time (0008,0033) in the time zone of the source. */
  String time(FileableSource source) {
    return at(source).format(TIME);
  }

  private LocalDateTime at(FileableSource source) {
    ZoneId here =
        source
            .attributes()
            .element(DicomTag.TIMEZONE_OFFSET_FROM_UTC)
            .map(Production::offset)
            .orElse(zone);
    return LocalDateTime.ofInstant(run.createdAt(), here);
  }

  private static ZoneId offset(RawElement element) {
    // Four digits and a sign, as the reader checked; 99 hours would still be no offset.
    int value = Integer.parseInt(new String(element.value(), StandardCharsets.US_ASCII));
    int minutes = value / 100 * 60 + value % 100;
    return Math.abs(minutes) <= 18 * 60 ? ZoneOffset.ofTotalSeconds(minutes * 60) : ZoneOffset.UTC;
  }
}
