package org.tumorscan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.tumorscan.cli.options.DicomReaders;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.djl.Backbones;
import org.tumorscan.djl.Engines;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.HeadClassifier;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCatalog;
import org.tumorscan.model.ModelException;

/** The composition root: the only place that names the implementations of the ports. */
class Wiring {
  private final Console console;

  Wiring(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  /** Readers that the build put into the program, the built-in one last. */
  DicomReaders dicomReaders() {
    List<DicomReader> readers = new ArrayList<>();
    ServiceLoader.load(DicomReader.class).forEach(readers::add);
    readers.add(new Part10Reader(ReadLimits.DEFAULT));
    return new DicomReaders(readers, environment(DicomReaders.VARIABLE));
  }

  /** Models that ship and those under {@code TUMORSCAN_HOME}. */
  ModelCatalog models() {
    return new ModelCatalog(home().resolve("models"));
  }

  /** Networks that ship, and DJL's repository or the mirror in {@code TUMORSCAN_DJL_REPOSITORY}. */
  Backbones backbones() {
    return new Backbones(environment("TUMORSCAN_DJL_REPOSITORY").orElse(Backbones.DJL_REPOSITORY));
  }

  /** A model with its network, loaded. */
  Classifier classifier(ModelBundle bundle, Engine engine)
      throws ModelException, InferenceException {
    return new HeadClassifier(
        backbones().load(bundle, engine.device(), engine.precision(), engine.batchSize()),
        bundle.weights(),
        bundle.manifest().head().calibration());
  }

  /** Threads of networks on the CPU, the same for the whole life of the process. */
  int networkThreads() {
    return Engines.threads();
  }

  /** The version that Maven filtered into the jar. */
  String toolVersion() {
    Properties properties = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(
            Wiring.class.getResourceAsStream("/org/tumorscan/version.properties"))) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private Path home() {
    return environment("TUMORSCAN_HOME")
        .map(Path::of)
        .orElseGet(
            () ->
                environment("XDG_DATA_HOME")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                    .resolve("tumorscan"));
  }

  private Optional<String> environment(String name) {
    return Optional.ofNullable(console.environment().get(name)).filter(value -> !value.isEmpty());
  }
}
