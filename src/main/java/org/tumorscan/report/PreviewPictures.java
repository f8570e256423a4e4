package org.tumorscan.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.tumorscan.image.DisplayPicture;

/**
 * Frames as PNG files in a directory. Safe for many threads.
 *
 * <p>The name is made of a digest of the input's place and the frame's number: another one for
 * every input, the same at the next run, and without anything of the input's own name, which may be
 * a patient's.
 */
public final class PreviewPictures {
  /** What the files are called, while they are written and afterwards. */
  public static final String NAME_PATTERN = "\\.?[0-9a-f]{16}-\\d{4,}\\.png(\\.tmp)?";

  private static final int DIGEST_BYTES = 8;

  private final Path directory;

  /**
   * Opens the directory.
   *
   * @param directory made where absent; pictures of the same inputs are replaced
   * @throws IOException where it cannot be made or written to
   */
  public PreviewPictures(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    // Said now rather than after the first large file.
    if (!Files.isWritable(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
  }

  /**
   * Writes a picture.
   *
   * @param place which tells the input apart from any other
   * @param frameNumber from 1
   * @return the file's name in the directory
   */
  public String write(String place, int frameNumber, DisplayPicture picture) throws IOException {
    String name = String.format(Locale.ROOT, "%s-%04d.png", digest(place), frameNumber);
    Path temporary = directory.resolve("." + name + ".tmp");
    try {
      Files.write(
          temporary, png(picture), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(
          temporary,
          directory.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // Without it, a full disk would not say which.
      throw new FileSystemException(directory.toString(), null, e.getMessage());
    } finally {
      Files.deleteIfExists(temporary);
    }
    return name;
  }

  private static byte[] png(DisplayPicture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(
            picture.columns(),
            picture.rows(),
            picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    // Bands count from red, however the bytes lie.
    image.getRaster().setDataElements(0, 0, picture.columns(), picture.rows(), picture.samples());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // The default stream would keep a file in the system's temporary directory.
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    }
    return bytes.toByteArray();
  }

  private static String digest(String place) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
