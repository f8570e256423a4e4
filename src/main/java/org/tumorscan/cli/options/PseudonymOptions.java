package org.tumorscan.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.Pseudonyms;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether reports name their inputs. */
public final class PseudonymOptions {
  private static final int MOST_KEY_BYTES = 1 << 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pseudonymize",
      paramLabel = "KEYFILE",
      description =
          "Replace UIDs, paths and the patient in all reports by pseudonyms made with the secret key"
              + " in KEYFILE, 16 bytes or more. Pixels stay as they are.")
  private @Nullable Path keyFile;

  /** How much reports say; a key that cannot be read or used is wrong usage. */
  public Disclosure disclosure() {
    return keyFile == null ? Disclosure.FULL : new Pseudonyms(key(keyFile));
  }

  private byte[] key(Path file) {
    byte[] key;
    try (InputStream stream = Files.newInputStream(file)) {
      key = stream.readNBytes(MOST_KEY_BYTES + 1);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--pseudonymize " + file + ": the key cannot be read");
    }
    if (key.length < Pseudonyms.LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES) {
      throw new ParameterException(
          spec.commandLine(),
          "--pseudonymize %s: a key has %d to %d bytes"
              .formatted(file, Pseudonyms.LEAST_KEY_BYTES, MOST_KEY_BYTES));
    }
    return key;
  }
}
