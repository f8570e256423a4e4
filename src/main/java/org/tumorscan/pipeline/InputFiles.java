package org.tumorscan.pipeline;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;

/**
 * Walks over the files that the caller named: files as they are, directories with all that lies
 * below them, zip archives with what is in them, and DICOMDIRs with the files that they refer to.
 * What a file is, is told from its content. The order depends on names alone, but for a DICOMDIR
 * that the caller named, whose own order counts. Holds some of the names of one directory a level,
 * those of one archive, of files that were named or linked to, and of all directories.
 *
 * <p>Symbolic links are followed. However often a file is named, linked to or referred to by a
 * DICOMDIR, it comes once; a hard link is a file of its own. Reports and previews in the directory
 * that they go to are passed over.
 */
public final class InputFiles {
  private final List<Path> inputs;
  private final Optional<Path> outputDirectory;

  /**
   * Names the inputs.
   *
   * @param inputs files and directories
   * @param outputDirectory where reports or previews go, which may lie among the inputs
   */
  public InputFiles(Collection<Path> inputs, Optional<Path> outputDirectory) {
    this.inputs = List.copyOf(inputs);
    this.outputDirectory = outputDirectory;
  }

  /** Receives files as they are found. */
  public interface Visitor {
    /** A file, or a name that is no directory. */
    void scan(ScanSource scan) throws InterruptedException;

    /** A directory, archive or DICOMDIR that cannot be read, or a file that is missing in one. */
    void rejected(String path, DicomException cause) throws InterruptedException;

    /** A DICOMDIR, which is no image; what it refers to comes by itself. */
    void mediaDirectory(String path) throws InterruptedException;
  }

  /**
   * Walks to the end, unless the visitor throws.
   *
   * @param reader tells what is in archives, and reads DICOMDIRs
   */
  public void walk(DicomReader reader, Visitor visitor) throws InterruptedException {
    new InputWalk(inputs, outputDirectory, reader, visitor).run();
  }

  /** How often the walk would call its visitor. */
  public long count(DicomReader reader) throws InterruptedException {
    long[] count = {0};
    walk(
        reader,
        new Visitor() {
          @Override
          public void scan(ScanSource scan) {
            count[0]++;
          }

          @Override
          public void rejected(String path, DicomException cause) {
            count[0]++;
          }

          @Override
          public void mediaDirectory(String path) {
            count[0]++;
          }
        });
    return count[0];
  }
}
