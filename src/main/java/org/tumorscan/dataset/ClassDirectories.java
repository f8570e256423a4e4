package org.tumorscan.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.dataset.Dataset.Layout;
import org.tumorscan.dataset.DatasetException.Reason;

/**
 * A directory for each class, files anywhere below it; above the classes there may be a directory
 * for each split, such as {@code train/tumor} and {@code test/no-tumor}.
 *
 * <p>Without names given, {@code tumor}, {@code yes} and {@code 1} hold tumors and {@code
 * no-tumor}, {@code no}, {@code 0}, {@code healthy} and {@code normal} none; other names are an
 * error, never a guess. With names given, those hold tumors and all others none.
 */
final class ClassDirectories {
  private static final Set<String> USUAL_POSITIVE =
      Set.of("tumor", "tumour", "yes", "1", "positive");
  private static final Set<String> USUAL_NEGATIVE =
      Set.of("notumor", "notumour", "no", "0", "negative", "healthy", "normal");

  private final Path root;
  private final Set<String> positive;
  private final List<Case> cases = new ArrayList<>();

  private ClassDirectories(Path root, Set<String> positive) {
    this.root = root.toAbsolutePath().normalize();
    this.positive = positive;
  }

  static Dataset read(Path root, Set<String> positive) throws DatasetException {
    ClassDirectories reader = new ClassDirectories(root, positive);
    try {
      reader.readClasses();
    } catch (IOException e) {
      throw new DatasetException(
          Reason.UNREADABLE, root + ": cannot be listed: " + e.getMessage(), e);
    }
    reader.check(root);
    return new Dataset(reader.root, Layout.DIRECTORIES, reader.cases);
  }

  private void readClasses() throws IOException, DatasetException {
    for (Path directory : directories(root)) {
      Optional<Split> split = Split.named(name(directory));
      if (split.isPresent()) {
        for (Path inner : directories(directory)) {
          readClass(inner, split);
        }
      } else {
        readClass(directory, Optional.empty());
      }
    }
  }

  private void readClass(Path directory, Optional<Split> split)
      throws IOException, DatasetException {
    boolean tumor = isPositive(directory);
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(ClassDirectories::isVisibleFile).sorted().toList()) {
        cases.add(
            new Case(
                file,
                OptionalInt.empty(),
                tumor,
                new Origin(Optional.empty(), Optional.empty(), Origin.UNNAMED),
                split,
                List.of()));
      }
    }
  }

  private boolean isPositive(Path directory) throws DatasetException {
    String name = name(directory);
    if (!positive.isEmpty()) {
      return positive.contains(name);
    }
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    if (!USUAL_POSITIVE.contains(plain) && !USUAL_NEGATIVE.contains(plain)) {
      throw new DatasetException(
          Reason.MALFORMED,
          directory
              + ": neither tumor, yes or 1 nor no-tumor, no, 0, healthy or normal;"
              + " --positive NAME says which class directories hold tumors");
    }
    return USUAL_POSITIVE.contains(plain);
  }

  private void check(Path stated) throws DatasetException {
    if (cases.isEmpty()) {
      throw new DatasetException(
          Reason.NOT_FOUND,
          stated + ": neither " + LabelTable.FILE + " nor a directory for each class");
    }
    for (String name : positive) {
      if (cases.stream().noneMatch(found -> found.tumor() && isBelow(found, name))) {
        throw new DatasetException(
            Reason.NOT_FOUND, stated + ": no picture in a class directory '" + name + "'");
      }
    }
    for (boolean tumor : new boolean[] {false, true}) {
      if (cases.stream().noneMatch(found -> found.tumor() == tumor)) {
        throw new DatasetException(
            Reason.CLASS_MISSING,
            stated
                + ": no picture in a class directory "
                + (tumor ? "with" : "without")
                + " tumor");
      }
    }
    if (cases.stream().anyMatch(found -> found.split().isPresent())
        && cases.stream().anyMatch(found -> found.split().isEmpty())) {
      throw new DatasetException(
          Reason.MALFORMED, stated + ": class directories both inside and beside those of splits");
    }
  }

  private boolean isBelow(Case found, String name) {
    Path relative = root.relativize(found.file());
    return relative.getName(found.split().isPresent() ? 1 : 0).toString().equals(name);
  }

  private static List<Path> directories(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> !name(child).startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static boolean isVisibleFile(Path path) {
    return Files.isRegularFile(path) && !name(path).startsWith(".");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
