package org.tumorscan.training;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.TrainingException.Reason;

/**
 * Reads {@code labels.csv}: a header and one line a picture.
 *
 * <p>Columns: {@code file} (relative to the table), {@code tumor} (0 or 1), and optionally {@code
 * group}, {@code source}, {@code split} ({@code train} or {@code val}). Others are ignored. Without
 * a group every picture is its own; without a split, groups are assigned to one in seven for
 * validation, by a hash of their name.
 */
public final class LabelTable {
  /** The table in a data set's directory. */
  public static final String FILE = "labels.csv";

  private static final int VALIDATION_SHARE = 7;

  private LabelTable() {}

  /**
   * Reads the table of a data set.
   *
   * @param dataset the directory, or the table itself
   * @throws TrainingException {@code NOT_FOUND}, {@code MALFORMED}, {@code GROUP_CROSSES_SPLITS} or
   *     {@code CLASS_MISSING}
   */
  public static List<LabelledPicture> read(Path dataset) throws TrainingException {
    Path table = Files.isDirectory(dataset) ? dataset.resolve(FILE) : dataset;
    if (!Files.isRegularFile(table)) {
      throw new TrainingException(Reason.NOT_FOUND, table + ": there is no label table");
    }
    List<LabelledPicture> pictures = new ArrayList<>();
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(table.toFile())) {
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        pictures.add(picture(row, table, pictures.size() + 2));
      }
    } catch (IOException | RuntimeJsonMappingException e) {
      throw new TrainingException(Reason.MALFORMED, table + ": " + e.getMessage(), e);
    }
    check(pictures, table);
    return List.copyOf(pictures);
  }

  private static LabelledPicture picture(Map<String, String> row, Path table, int line)
      throws TrainingException {
    String name = required(row, "file", table, line);
    Path file = table.resolveSibling(name);
    if (!Files.isRegularFile(file)) {
      throw new TrainingException(
          Reason.NOT_FOUND, table + " line " + line + ": there is no " + name);
    }
    String group = optional(row, "group").orElse(name);
    return new LabelledPicture(
        file,
        label(required(row, "tumor", table, line), table, line),
        group,
        optional(row, "source").orElse("unnamed"),
        split(optional(row, "split"), group, table, line));
  }

  private static boolean label(String value, Path table, int line) throws TrainingException {
    if (!value.equals("0") && !value.equals("1")) {
      throw malformed(table, line, "tumor is '" + value + "', expected 0 or 1");
    }
    return value.equals("1");
  }

  private static Split split(Optional<String> value, String group, Path table, int line)
      throws TrainingException {
    if (value.isEmpty()) {
      return Math.floorMod(group.hashCode(), VALIDATION_SHARE) == 0
          ? Split.VALIDATION
          : Split.TRAIN;
    }
    return switch (value.get().toLowerCase(Locale.ROOT)) {
      case "train" -> Split.TRAIN;
      case "val", "validation" -> Split.VALIDATION;
      default ->
          throw malformed(table, line, "split is '" + value.get() + "', expected train or val");
    };
  }

  private static String required(Map<String, String> row, String column, Path table, int line)
      throws TrainingException {
    return optional(row, column)
        .orElseThrow(() -> malformed(table, line, "no value in column '" + column + "'"));
  }

  private static Optional<String> optional(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static TrainingException malformed(Path table, int line, String what) {
    return new TrainingException(Reason.MALFORMED, table + " line " + line + ": " + what);
  }

  private static void check(List<LabelledPicture> pictures, Path table) throws TrainingException {
    Map<String, Split> splitOfGroup = new HashMap<>();
    for (LabelledPicture picture : pictures) {
      Split first = splitOfGroup.putIfAbsent(picture.group(), picture.split());
      if (first != null && first != picture.split()) {
        throw new TrainingException(
            Reason.GROUP_CROSSES_SPLITS,
            table + ": group '" + picture.group() + "' lies in both splits");
      }
    }
    for (Split split : Split.values()) {
      for (boolean tumor : new boolean[] {false, true}) {
        if (pictures.stream().noneMatch(p -> p.split() == split && p.tumor() == tumor)) {
          throw new TrainingException(
              Reason.CLASS_MISSING,
              table + ": split " + split + " has no picture with tumor " + (tumor ? 1 : 0));
        }
      }
    }
  }
}
