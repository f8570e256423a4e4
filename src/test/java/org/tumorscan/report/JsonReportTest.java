package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void smallRunIsExactlyThisDocument() throws IOException {
    assertEquals(
        """
        {
          "schemaVersion" : "1.0",
          "tool" : {
            "name" : "tumorscan",
            "version" : "0.1.0"
          },
          "createdAt" : "2026-01-02T03:04:05Z",
          "disclaimer" : "Research tool, not a medical device. Not for diagnosis or treatment decisions.",
          "model" : {
            "id" : "brain-mri-tumor",
            "version" : "0.1.0-preview",
            "sha256" : "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "labels" : [ "no-tumor", "tumor" ],
            "operatingPoint" : {
              "name" : "balanced",
              "threshold" : 0.5000,
              "seriesThreshold" : 0.5000
            },
            "outOfDistributionRate" : 0.01,
            "scope" : "MR of the head, axial slices.",
            "limits" : [ "A preview: trained on few sources." ]
          },
          "dicomReader" : "part10",
          "device" : "cpu",
          "precision" : "float32",
          "scoreRules" : {
            "slice" : "none: each slice is judged by itself",
            "series" : "mean log-odds of the three highest slices (of all slices where there are fewer), each by itself, not calibrated",
            "study" : "highest series likelihood"
          },
          "instances" : [ {
            "path" : "a/1.dcm",
            "frame" : 1,
            "status" : "classified",
            "sopInstanceUid" : "1.2.3.4",
            "seriesInstanceUid" : "1.2.3",
            "studyInstanceUid" : "1.2",
            "modality" : "MR",
            "bodyPart" : "HEAD",
            "tumorLikelihood" : 0.2500,
            "aloneLikelihood" : 0.2500,
            "interval" : [ 0.1875, 0.2813 ],
            "decision" : "not-suspicious",
            "likelihoods" : {
              "no-tumor" : 0.7500,
              "tumor" : 0.2500
            },
            "outOfDistribution" : {
              "score" : 0.5000,
              "flag" : false
            },
            "warnings" : [ ]
          }, {
            "path" : "a/2.dcm",
            "frame" : 1,
            "status" : "classified",
            "sopInstanceUid" : "1.2.3.4",
            "seriesInstanceUid" : "1.2.3",
            "studyInstanceUid" : "1.2",
            "modality" : "MR",
            "bodyPart" : "HEAD",
            "tumorLikelihood" : 0.8000,
            "aloneLikelihood" : 0.8000,
            "interval" : [ 0.6000, 0.9000 ],
            "decision" : "suspicious",
            "likelihoods" : {
              "no-tumor" : 0.2000,
              "tumor" : 0.8000
            },
            "outOfDistribution" : {
              "score" : 1.2500,
              "flag" : true
            },
            "warnings" : [ "no VOI window: full range used" ]
          }, {
            "path" : "ct.dcm",
            "frame" : 1,
            "status" : "not-applicable",
            "seriesInstanceUid" : "9.9",
            "modality" : "CT",
            "notApplicableReason" : "made for MR, and this is CT",
            "warnings" : [ ]
          }, {
            "path" : "broken.dcm",
            "status" : "rejected",
            "error" : {
              "reason" : "truncated",
              "message" : "value of 512 bytes, 100 left in the file",
              "tag" : "(7FE0,0010)",
              "offset" : 1234
            },
            "warnings" : [ "the transfer syntax is guessed" ]
          } ],
          "series" : [ {
            "seriesInstanceUid" : "1.2.3",
            "studyInstanceUid" : "1.2",
            "instances" : 2,
            "tumorLikelihood" : 0.5359,
            "decision" : "suspicious",
            "topInstances" : [ {
              "path" : "a/2.dcm",
              "frame" : 1,
              "tumorLikelihood" : 0.8000
            }, {
              "path" : "a/1.dcm",
              "frame" : 1,
              "tumorLikelihood" : 0.2500
            } ]
          } ],
          "studies" : [ {
            "studyInstanceUid" : "1.2",
            "series" : 1,
            "tumorLikelihood" : 0.5359,
            "decision" : "suspicious"
          } ],
          "summary" : {
            "files" : 4,
            "frames" : 3,
            "classified" : 2,
            "suspicious" : 1,
            "notApplicable" : 1,
            "rejected" : 1,
            "skipped" : 0,
            "interrupted" : false
          }
        }
        """,
        Files.readString(write(SampleRun.outcomes())));
  }

  @Test
  void everyStatusIsReported() throws IOException {
    JsonNode report = MAPPER.readTree(write(SampleRun.outcomes()).toFile());

    assertEquals(
        List.of("classified", "classified", "not-applicable", "rejected"),
        report.get("instances").findValuesAsText("status"));
  }

  @Test
  void emptyRunIsAReport() throws IOException {
    JsonNode report = MAPPER.readTree(write(List.of()).toFile());
    assertEquals(0, report.get("instances").size());
  }

  @Test
  void controlsInAPathAreEscapedAndComeBackTheSame() throws IOException {
    String hostile = "\u001b[2J\u009b31m\u202Etxt.exe\u2028\u007f\"\\\u00e9\ud83e\udde0";
    Path target = write(List.of(SampleRun.rejected(hostile)));

    String text = Files.readString(target);

    assertTrue(
        text.contains("\\u001B[2J\\u009B31m\\u202Etxt.exe\\u2028\\u007F\\\"\\\\\u00e9"), text);
    assertEquals(hostile, MAPPER.readTree(text).at("/instances/0/path").asText());
  }

  @Test
  void loneSurrogateInAPathBecomesTheReplacementCharacter() throws IOException {
    Path target = write(List.of(SampleRun.rejected("a\ud800b")));
    assertEquals("a\ufffdb", MAPPER.readTree(target.toFile()).at("/instances/0/path").asText());
  }

  @Test
  void jsonLinesHoldTheInstancesOfTheReport() throws IOException {
    JsonNode report = MAPPER.readTree(write(SampleRun.outcomes()).toFile());
    Path target = directory.resolve("report.jsonl");
    SampleRun.write(new JsonLinesReport(ReportTarget.file(target)), SampleRun.outcomes());

    List<String> lines = Files.readAllLines(target);

    assertEquals(report.get("instances").size(), lines.size());
    for (int index = 0; index < lines.size(); index++) {
      ObjectNode line = (ObjectNode) MAPPER.readTree(lines.get(index));
      assertEquals("brain-mri-tumor", line.remove("model").get("id").asText());
      assertEquals(RunInfo.DISCLAIMER, line.remove("disclaimer").asText());
      assertEquals(report.get("instances").get(index), line);
    }
    assertTrue(Files.readString(target).endsWith("}\n"));
  }

  @Test
  void jsonLinesAreOnDiskAsTheyArrive() throws IOException {
    try (JsonLinesReport report =
        new JsonLinesReport(ReportTarget.file(directory.resolve("report.jsonl")))) {
      report.begin(SampleRun.INFO);
      report.add(SampleRun.rejected("first"));
      try (var files = Files.list(directory)) {
        assertEquals(1, Files.readAllLines(files.findFirst().orElseThrow()).size());
      }
    }
  }

  @Test
  void pathWithLineBreakStaysOnOneJsonLine() throws IOException {
    Path target = directory.resolve("report.jsonl");
    SampleRun.write(
        new JsonLinesReport(ReportTarget.file(target)),
        List.of(SampleRun.rejected("a\nb\u2028c\u0085d")));
    assertEquals(1, Files.readAllLines(target).size());
    assertFalse(Files.readString(target).contains("\u2028"));
  }

  private Path write(List<Outcome> outcomes) throws IOException {
    Path target = directory.resolve("report.json");
    SampleRun.write(new JsonReport(ReportTarget.file(target)), outcomes);
    return target;
  }
}
