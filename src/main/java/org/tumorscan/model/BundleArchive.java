package org.tumorscan.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tumorscan.model.ModelException.Reason;

/**
 * A bundle as one zip file: the manifest and the files it names, side by side, without directories.
 *
 * <p>A backbone that is a file of the bundle travels with it. One that ships with the program does
 * not: the manifest names it by URL and digest, so the archive stays small, the model keeps its
 * identity, and a program without that very backbone refuses the archive.
 */
public final class BundleArchive {
  private static final int MOST_FILES = 32;
  private static final long MOST_BYTES_PER_FILE = 1L << 28;
  private static final int BUFFER_BYTES = 1 << 16;

  private BundleArchive() {}

  /**
   * Writes a bundle after comparing the digest of every file. The same bundle gives the same bytes.
   *
   * @param file replaced where it exists, in one step
   * @throws ModelException {@code DIGEST_MISMATCH} or as {@link BundleReader#verified}
   */
  public static void write(ModelBundle bundle, Path file) throws ModelException, IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary))) {
        put(zip, ModelBundle.MANIFEST, manifestBytes(bundle));
        for (String name : new TreeSet<>(bundle.manifest().files().keySet())) {
          put(zip, name, BundleReader.verified(bundle.files(), bundle.manifest(), name));
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] manifestBytes(ModelBundle bundle) throws ModelException, IOException {
    try (InputStream stream = bundle.files().open(ModelBundle.MANIFEST)) {
      byte[] bytes = stream.readAllBytes();
      BundleReader.checkDigest(
          bundle.files().location() + "/" + ModelBundle.MANIFEST, bytes, bundle.manifestSha256());
      return bytes;
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // Else the time of export would make two archives of one bundle differ.
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /**
   * Unpacks an archive beside the models and verifies it; nothing is installed yet.
   *
   * @param file the archive
   * @param models directory of models, made where absent
   * @throws ModelException {@code MALFORMED} for what is no archive of a bundle, {@code
   *     INCOMPATIBLE} for one too large or of a newer format, {@code DIGEST_MISMATCH} for one that
   *     was changed
   */
  public static Staged stage(Path file, Path models) throws ModelException, IOException {
    Files.createDirectories(models);
    // Hidden, and on the same file system, so that it can be moved into place in one step.
    Staged staged = new Staged(models, models.resolve(".import-" + UUID.randomUUID()));
    try {
      Files.createDirectory(staged.directory);
      unpack(file, staged.directory);
      staged.verify(file);
      return staged;
    } catch (IOException | ModelException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  private static void unpack(Path file, Path directory) throws ModelException, IOException {
    Set<String> names = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!BundleReader.isPlainFileName(name)) {
          throw malformed(file, "an entry is not a plain file name");
        }
        if (!names.add(name)) {
          throw malformed(file, "two entries are named " + name);
        }
        if (names.size() > MOST_FILES) {
          throw new ModelException(
              Reason.INCOMPATIBLE, file + ": more than " + MOST_FILES + " files");
        }
        copy(zip, directory.resolve(name), file + ": " + name);
      }
    } catch (EOFException e) {
      throw new ModelException(Reason.MALFORMED, file + ": ends too early", e);
    } catch (ZipException e) {
      throw new ModelException(Reason.MALFORMED, file + ": " + e.getMessage(), e);
    }
    if (names.isEmpty()) {
      throw malformed(file, "not a zip file, or an empty one");
    }
  }

  /** Counts what comes out, since the size that an entry states may be a lie. */
  private static void copy(InputStream from, Path to, String what)
      throws ModelException, IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        total += read;
        if (total > MOST_BYTES_PER_FILE) {
          throw new ModelException(Reason.INCOMPATIBLE, what + " is larger than 256 MiB");
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private static ModelException malformed(Path file, String what) {
    return new ModelException(Reason.MALFORMED, file + ": " + what);
  }

  /** An unpacked and verified bundle that is not installed yet; gone when closed. */
  public static final class Staged implements AutoCloseable {
    private final Path models;
    private final Path directory;

    private Staged(Path models, Path directory) {
      this.models = models;
      this.directory = directory;
    }

    private void verify(Path file) throws ModelException, IOException {
      ModelBundle bundle = bundle();
      new BundleReader().verify(bundle);
      try (Stream<Path> files = Files.list(directory)) {
        if (files.count() != bundle.manifest().files().size() + 1) {
          throw malformed(file, "holds files that the manifest does not name");
        }
      }
    }

    /** The bundle where it waits. */
    public ModelBundle bundle() throws ModelException {
      return new BundleReader().read(BundleFiles.directory(directory));
    }

    /**
     * Puts the bundle among the models, under its id.
     *
     * @param replace whether to take the place of an installed bundle of that id
     * @return where it is now
     * @throws FileAlreadyExistsException where there is one and it must stay
     */
    public Path install(boolean replace) throws ModelException, IOException {
      Path target = models.resolve(bundle().manifest().identity().id());
      if (!Files.exists(target)) {
        move(directory, target);
        return target;
      }
      if (!replace) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Path old = directory.resolveSibling(directory.getFileName() + ".old");
      move(target, old);
      try {
        move(directory, target);
      } catch (IOException e) {
        move(old, target);
        throw e;
      }
      delete(old);
      return target;
    }

    private static void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw new IOException(to + " lies on another file system than its directory", e);
      }
    }

    @Override
    public void close() throws IOException {
      delete(directory);
    }

    /** A bundle's directory holds plain files alone. */
    private static void delete(Path bundle) throws IOException {
      if (Files.isDirectory(bundle)) {
        try (Stream<Path> files = Files.list(bundle)) {
          for (Path each : files.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(bundle);
      }
    }
  }
}
