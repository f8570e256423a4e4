package org.tumorscan.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * {@code heatmaps/NNNNNN.png}: for every classified slice whose model can say where the likelihood
 * comes from, its {@link SlicePicture}. The number is the slice's place among the instances of
 * {@code report.json}, from 1.
 *
 * <p>Pictures wait in a hidden directory beside it, so that those of two runs never mix.
 */
public final class HeatmapPictures implements ReportWriter {
  private static final Pattern NAME = Pattern.compile("\\d{6,}\\.png");

  private final Path directory;
  private final Path waiting;
  private int instances;

  /**
   * Opens the pictures.
   *
   * @param directory replaced by {@link #finish}, but for files of other names
   */
  public HeatmapPictures(Path directory) throws IOException {
    this.directory = directory;
    this.waiting = waiting(directory);
    // Whatever a killed run has left.
    remove(waiting);
    Files.createDirectories(waiting);
  }

  /** Where pictures are until {@link #finish}. */
  static Path waiting(Path directory) {
    return directory.resolveSibling(".report." + directory.getFileName());
  }

  @Override
  public void begin(RunInfo run) {
    // The pictures say nothing of the run.
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    instances++;
    if (outcome instanceof Outcome.Classified slice && slice.prediction().heatmap().isPresent()) {
      write(slice);
    }
  }

  private void write(Outcome.Classified slice) throws IOException {
    Path file = waiting.resolve(String.format(Locale.ROOT, "%06d.png", instances));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        // The default stream would keep a file in the system's temporary directory.
        MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(SlicePicture.of(slice, 1), "png", stream);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // Without it, a full disk would not say which.
      throw new FileSystemException(directory.toString(), null, e.getMessage());
    }
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    remove(directory);
    if (Files.notExists(directory)) {
      Files.move(waiting, directory, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(waiting)) {
      for (Path picture : pictures) {
        Files.move(
            picture,
            directory.resolve(picture.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Removes the pictures of an earlier run, and the directory where it holds nothing else. */
  public static void remove(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (NAME.matcher(entry.getFileName().toString()).matches()) {
          Files.deleteIfExists(entry);
        }
      }
    }
    String[] rest = directory.toFile().list();
    if (rest != null && rest.length == 0) {
      Files.deleteIfExists(directory);
    }
  }

  @Override
  public void close() throws IOException {
    remove(waiting);
  }
}
