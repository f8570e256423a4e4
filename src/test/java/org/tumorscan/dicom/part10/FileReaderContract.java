package org.tumorscan.dicom.part10;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomReaderContract;
import org.tumorscan.dicom.ReadLimits;

/** The contract with everything read from files. */
abstract class FileReaderContract extends DicomReaderContract {

  protected abstract DicomReader fileReader(ReadLimits limits);

  final Path write(ByteBuffer content) {
    byte[] bytes = new byte[content.limit()];
    content.get(0, bytes);
    try {
      return Files.write(Files.createTempFile(directory, "scan", ".dcm"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected DicomReader reader(ReadLimits limits) {
    DicomReader reader = fileReader(limits);
    return new DicomReader() {
      @Override
      public String name() {
        return reader.name();
      }

      @Override
      public DicomReader within(long heapBytes) {
        return reader(limits.within(heapBytes));
      }

      @Override
      public DicomInstance read(Path file) throws DicomException {
        return reader.read(file);
      }

      @Override
      public DicomInstance read(ByteBuffer content) throws DicomException {
        return reader.read(write(content));
      }

      @Override
      public DataSet readDataSet(ByteBuffer content) throws DicomException {
        return reader.readDataSet(content);
      }
    };
  }
}
