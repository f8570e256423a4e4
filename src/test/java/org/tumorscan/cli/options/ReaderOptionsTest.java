package org.tumorscan.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ReaderOptionsTest {
  private static final DicomReader DCM4CHE = new Named("dcm4che 5.34.3");
  private static final DicomReader PART10 = new Named("part10");

  private record Named(String name) implements DicomReader {
    @Override
    public DicomReader within(long heapBytes) {
      return this;
    }

    @Override
    public DicomInstance read(ByteBuffer content) {
      throw new UnsupportedOperationException("only its name counts");
    }

    @Override
    public DataSet readDataSet(ByteBuffer content) {
      throw new UnsupportedOperationException("only its name counts");
    }

    @Override
    public DicomInstance read(Path file) throws DicomException {
      throw DicomException.of(Reason.UNREADABLE, "a name alone");
    }
  }

  @Command
  private static final class Program {
    @Mixin private ReaderOptions options = new ReaderOptions();
  }

  private static String chosen(List<DicomReader> available, String preferred, String... args) {
    Program program = new Program();
    new CommandLine(program).parseArgs(args);
    Optional<String> variable = Optional.of(preferred).filter(name -> !name.isEmpty());
    return program.options.reader(new DicomReaders(available, variable)).name();
  }

  @Test
  void firstReaderIsTheDefault() {
    assertEquals("dcm4che 5.34.3", chosen(List.of(DCM4CHE, PART10), ""));
    assertEquals("part10", chosen(List.of(PART10), ""));
  }

  @Test
  void environmentOverridesTheDefaultAndTheOptionBoth() {
    List<DicomReader> both = List.of(DCM4CHE, PART10);
    assertEquals("part10", chosen(both, "part10"));
    assertEquals("part10", chosen(both, "dcm4che", "--dicom-reader", "part10"));
    assertEquals("dcm4che 5.34.3", chosen(both, "none", "--dicom-reader", "dcm4che"));
  }

  @Test
  void missingReaderIsNamedWithThoseThatAreThere() {
    ParameterException e =
        assertThrows(
            ParameterException.class,
            () -> chosen(List.of(PART10), "", "--dicom-reader", "dcm4che"));
    assertTrue(
        e.getMessage().startsWith("--dicom-reader dcm4che: this program has part10; "),
        e.getMessage());
    e = assertThrows(ParameterException.class, () -> chosen(List.of(DCM4CHE, PART10), "dcmtk"));
    assertEquals(
        "TUMORSCAN_DICOM_READER=dcmtk: this program has dcm4che and part10", e.getMessage());
  }
}
