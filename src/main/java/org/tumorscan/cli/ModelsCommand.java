package org.tumorscan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tumorscan.model.BundleArchive;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCard;
import org.tumorscan.model.ModelException;
import org.tumorscan.report.ModelCardMarkdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan models}: what models there are and what they say of themselves. */
@Command(
    name = "models",
    description = "List, show, verify, calibrate, export and import models.",
    subcommands = CalibrateCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ModelsCommand implements Runnable {
  private final Wiring wiring;

  @Spec private CommandSpec spec;

  ModelsCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "list, show, verify, calibrate, export or import?");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The models that can be named.")
  int list() {
    for (String id : wiring.models().ids()) {
      try {
        Manifest.Identity identity = wiring.models().named(id).manifest().identity();
        out().printf("%s %s: %s%n", id, identity.version(), identity.title());
      } catch (ModelException e) {
        out().printf("%s cannot be used: %s%n", id, e.getMessage());
      }
    }
    return ExitCode.OK;
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "A model's card.")
  int show(
      @Parameters(paramLabel = "MODEL", description = "Id or directory.") String name,
      @Option(names = "--markdown", description = "As Markdown.") boolean markdown)
      throws ModelException {
    ModelBundle bundle = wiring.models().named(name);
    Manifest manifest = bundle.manifest();
    if (markdown) {
      out().print(ModelCardMarkdown.of(manifest));
      return ExitCode.OK;
    }
    ModelCard card = manifest.card();
    out().printf("%s %s%n", manifest.identity().id(), manifest.identity().version());
    out().printf("%s%n%n", manifest.identity().title());
    out().printf("Made for   %s%n", manifest.scope().description());
    out().printf("Licence    %s%n", card.licence());
    out().printf("Manifest   sha256 %s%n", bundle.manifestSha256());
    out().printf("Backbone   %s%n", manifest.backbone().description());
    out().println();
    out().println("Data");
    for (ModelCard.DataSource source : card.data()) {
      out()
          .printf(
              "  %s: %d with, %d without tumor. %s%n",
              source.name(), source.tumor(), source.noTumor(), source.licence());
    }
    out().println("Measured (95 % interval)");
    for (ModelCard.Metric metric : card.metrics()) {
      out()
          .printf(
              Locale.ROOT,
              "  %s, %s: %.3f (%.3f to %.3f)%n",
              metric.name(),
              metric.data(),
              metric.value(),
              metric.low(),
              metric.high());
    }
    out().println("Limits");
    card.limits().forEach(limit -> out().printf("  - %s%n", limit));
    return ExitCode.OK;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Compare every file of a model, its backbone included.")
  int verify(@Parameters(paramLabel = "MODEL", description = "Id or directory.") String name)
      throws ModelException {
    ModelBundle bundle = wiring.models().named(name);
    int files = new BundleReader().verify(bundle);
    wiring.backbones().verify(bundle);
    out().printf("%s: manifest, %d files and backbone are as stated%n", name, files);
    return ExitCode.OK;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Write a model as one zip file, which import takes.",
        "A backbone that is a file of the model is in it; one that ships with tumorscan is named by"
            + " its digest, which import compares."
      })
  int export(
      @Parameters(paramLabel = "MODEL", description = "Id or directory.") String name,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              required = true,
              description = "The zip file; an older one is replaced.")
          Path file)
      throws ModelException, IOException {
    ModelBundle bundle = wiring.models().named(name);
    wiring.backbones().verify(bundle);
    BundleArchive.write(bundle, file);
    out().printf("%s: %d bytes%n", file, Files.size(file));
    return ExitCode.OK;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Verify a model that export wrote and install it under its id.")
  int importArchive(
      @Parameters(paramLabel = "FILE", description = "The zip file.") Path file,
      @Option(names = "--force", description = "Replace an installed model of the same id.")
          boolean force)
      throws ModelException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), file + ": no such file");
    }
    try (BundleArchive.Staged staged = BundleArchive.stage(file, wiring.models().userModels())) {
      ModelBundle bundle = staged.bundle();
      String id = bundle.manifest().identity().id();
      if (wiring.models().ships(id)) {
        throw new ParameterException(
            spec.commandLine(),
            "a model of the id " + id + " ships with tumorscan and would hide it");
      }
      wiring.backbones().verify(bundle);
      Path place = staged.install(force);
      out().printf("%s %s is in %s%n", id, bundle.manifest().identity().version(), place);
      return ExitCode.OK;
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          spec.commandLine(), e.getFile() + ": there is one already; --force replaces it", e);
    }
  }

  private PrintWriter out() {
    return wiring.console().out();
  }
}
