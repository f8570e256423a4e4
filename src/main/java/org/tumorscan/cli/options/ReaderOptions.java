package org.tumorscan.cli.options;

import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What reads DICOM. */
public final class ReaderOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--dicom-reader",
      paramLabel = "NAME",
      description =
          "part10, the built-in reader, or dcm4che (default: $$TUMORSCAN_DICOM_READER, else dcm4che"
              + " where the program was built with it).")
  private @Nullable String name;

  /** The reader that the option names, else the one that the environment does, else the first. */
  public DicomReader reader(DicomReaders readers) {
    if (name != null) {
      return named(readers, name, "--dicom-reader " + name);
    }
    return readers
        .preferred()
        .map(preferred -> named(readers, preferred, DicomReaders.VARIABLE + "=" + preferred))
        .orElseGet(readers::standard);
  }

  private DicomReader named(DicomReaders readers, String wanted, String asWritten) {
    return readers
        .named(wanted)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "%s: this program has %s%s"
                        .formatted(
                            asWritten,
                            String.join(" and ", readers.names()),
                            wanted.equals("dcm4che")
                                ? "; dcm4che comes with the Maven profile dcm4che"
                                : "")));
  }
}
