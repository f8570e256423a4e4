package org.tumorscan.report;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Holds every report that a test leaves in its {@code @TempDir} fields against its schema. JUnit
 * finds it by itself, so no test can forget it; {@code CheckedMain} does the same for standard
 * output.
 */
public final class WrittenReports implements AfterEachCallback {
  private static final Map<String, ReportSchema> SCHEMA_OF_NAME =
      Map.of(
          "report.json", ReportSchema.REPORT,
          "report.jsonl", ReportSchema.LINES,
          "evaluation.json", ReportSchema.EVALUATION,
          "audit.json", ReportSchema.AUDIT,
          "benchmark.json", ReportSchema.BENCHMARK);

  @Override
  public void afterEach(ExtensionContext test) throws IOException, IllegalAccessException {
    if (test.getExecutionException().isPresent()) {
      return;
    }
    Object instance = test.getRequiredTestInstance();
    for (Field field :
        AnnotationSupport.findAnnotatedFields(
            instance.getClass(), TempDir.class, each -> true, HierarchyTraversalMode.TOP_DOWN)) {
      field.setAccessible(true);
      check((Path) field.get(instance));
    }
  }

  private static void check(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).filter(WrittenReports::isPossible).toList();
    }
    for (Path file : files) {
      if (!beginsAnObject(file)) {
        continue;
      }
      String text = Files.readString(file);
      Optional<ReportSchema> schema = schema(file.getFileName().toString(), text);
      if (schema.isPresent()) {
        ConformingJson.assertConforms(schema.get(), text, file.getFileName().toString());
      }
    }
  }

  /** What is hidden is not finished. */
  private static boolean isPossible(Path file) {
    return !file.getFileName().toString().startsWith(".") && Files.isReadable(file);
  }

  private static boolean beginsAnObject(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.read() == '{';
    }
  }

  /**
   * By name; under another name, a report is told by the disclaimer, which FHIR has too but with
   * schemas that are not ours.
   */
  private static Optional<ReportSchema> schema(String name, String text) {
    ReportSchema named = SCHEMA_OF_NAME.get(name);
    if (named != null || !text.contains(RunInfo.DISCLAIMER) || text.contains("\"resourceType\"")) {
      return Optional.ofNullable(named);
    }
    return Optional.of(text.startsWith("{\n") ? ReportSchema.REPORT : ReportSchema.LINES);
  }
}
