package org.tumorscan.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.dataset.Dataset.Layout;
import org.tumorscan.dataset.DatasetException.Reason;

/**
 * Reads {@code labels.csv}: a header and one line a picture.
 *
 * <p>Columns: {@code file} (relative to the table), {@code tumor} or {@code label} (0 or 1), and
 * optionally {@code frame} (from 1), {@code patient}, {@code group}, {@code source}, {@code split}
 * and {@code boxes}. Others are ignored. Everything wrong is gathered before it is told.
 */
final class LabelTable {
  /** The table in a data set's directory. */
  static final String FILE = "labels.csv";

  private static final int MOST_FAULTS_TOLD = 10;

  private final Path table;
  private final List<Case> cases = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final Map<String, Integer> lineOfPicture = new HashMap<>();
  private boolean someSplit;
  private OptionalInt lineWithoutSplit = OptionalInt.empty();

  private LabelTable(Path table) {
    this.table = table;
  }

  static Dataset read(Path table) throws DatasetException {
    LabelTable reader = new LabelTable(table);
    reader.readLines();
    reader.check();
    Path root = table.toAbsolutePath().getParent();
    return new Dataset(root == null ? table : root, Layout.TABLE, reader.cases);
  }

  private void readLines() throws DatasetException {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(table.toFile())) {
      for (int line = 2; rows.hasNext(); line++) {
        readLine(rows.next(), line);
      }
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      // Its message would hold a piece of the file.
      throw new DatasetException(
          Reason.MALFORMED, table + ": not a table of comma-separated values with a header", e);
    } catch (IOException e) {
      throw new DatasetException(Reason.MALFORMED, table + ": cannot be read", e);
    }
  }

  private void readLine(Map<String, String> row, int line) {
    Optional<String> name = value(row, "file");
    Optional<String> label = value(row, "tumor").or(() -> value(row, "label"));
    if (name.isEmpty() || label.isEmpty()) {
      faults.add(
          "line %d: no value in column '%s'".formatted(line, name.isEmpty() ? "file" : "tumor"));
      return;
    }
    if (!label.get().equals("0") && !label.get().equals("1")) {
      faults.add("line %d: tumor is '%s', expected 0 or 1".formatted(line, label.get()));
      return;
    }
    try {
      Path file = table.toAbsolutePath().resolveSibling(name.get()).normalize();
      OptionalInt frame = frame(row);
      if (!Files.isRegularFile(file)) {
        missing.add("line %d: there is no %s".formatted(line, name.get()));
      }
      noteRepetition(file, frame, name.get(), line);
      Optional<Split> split = split(row, line);
      List<LesionBox> boxes = value(row, "boxes").map(LesionBox::parse).orElse(List.of());
      if (!boxes.isEmpty() && label.get().equals("0")) {
        faults.add("line %d: boxes where tumor is 0".formatted(line));
      }
      cases.add(new Case(file, frame, label.get().equals("1"), origin(row), split, boxes));
    } catch (InvalidPathException e) {
      faults.add("line %d: '%s' is not a file's name".formatted(line, name.get()));
    } catch (NumberFormatException e) {
      faults.add("line %d: not a number in 'frame' or 'boxes'".formatted(line));
    } catch (IllegalArgumentException e) {
      faults.add("line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private static OptionalInt frame(Map<String, String> row) {
    Optional<Integer> number = value(row, "frame").map(Integer::valueOf);
    if (number.isPresent() && number.get() < 1) {
      throw new IllegalArgumentException("frame is " + number.get() + ", expected 1 or more");
    }
    return number.isPresent() ? OptionalInt.of(number.get() - 1) : OptionalInt.empty();
  }

  private static Origin origin(Map<String, String> row) {
    return new Origin(
        value(row, "patient"), value(row, "group"), value(row, "source").orElse(Origin.UNNAMED));
  }

  private Optional<Split> split(Map<String, String> row, int line) {
    Optional<String> stated = value(row, "split");
    if (stated.isEmpty()) {
      lineWithoutSplit = lineWithoutSplit.isPresent() ? lineWithoutSplit : OptionalInt.of(line);
      return Optional.empty();
    }
    someSplit = true;
    Optional<Split> split = Split.named(stated.get());
    if (split.isEmpty()) {
      throw new IllegalArgumentException(
          "split is '" + stated.get() + "', expected train, val or test");
    }
    return split;
  }

  private void noteRepetition(Path file, OptionalInt frame, String name, int line) {
    // A line for all frames and one for a single frame of the same file overlap as well.
    List<String> keys = new ArrayList<>(List.of(file + "\0all"));
    if (frame.isPresent()) {
      keys.add(file + "\0" + frame.getAsInt());
    } else {
      keys.add(file + "\0any");
    }
    for (String key : keys) {
      Integer first = lineOfPicture.get(key);
      if (first != null) {
        repeated.add("lines %d and %d: %s is listed twice".formatted(first, line, name));
        return;
      }
    }
    lineOfPicture.put(file + (frame.isPresent() ? "\0" + frame.getAsInt() : "\0all"), line);
    lineOfPicture.putIfAbsent(file + "\0any", line);
  }

  private void check() throws DatasetException {
    fail(Reason.MALFORMED, faults);
    fail(Reason.LISTED_TWICE, repeated);
    fail(Reason.NOT_FOUND, missing);
    if (cases.isEmpty()) {
      throw new DatasetException(Reason.MALFORMED, table + ": no line but the header");
    }
    if (someSplit && lineWithoutSplit.isPresent()) {
      throw new DatasetException(
          Reason.MALFORMED,
          "%s line %d: no split, though other lines have one"
              .formatted(table, lineWithoutSplit.getAsInt()));
    }
  }

  private void fail(Reason reason, List<String> all) throws DatasetException {
    if (!all.isEmpty()) {
      String told = String.join("; ", all.subList(0, Math.min(MOST_FAULTS_TOLD, all.size())));
      int more = all.size() - MOST_FAULTS_TOLD;
      throw new DatasetException(
          reason, table + " " + told + (more > 0 ? "; and %d more".formatted(more) : ""));
    }
  }

  private static Optional<String> value(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
