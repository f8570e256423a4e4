package org.tumorscan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCard;
import org.tumorscan.model.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan models}: what models there are and what they say of themselves. */
@Command(
    name = "models",
    description = "List, show and verify models.",
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
    throw new ParameterException(spec.commandLine(), "list, show or verify?");
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
  int show(@Parameters(paramLabel = "MODEL", description = "Id or directory.") String name)
      throws ModelException {
    ModelBundle bundle = wiring.models().named(name);
    Manifest manifest = bundle.manifest();
    ModelCard card = manifest.card();
    out().printf("%s %s%n", manifest.identity().id(), manifest.identity().version());
    out().printf("%s%n%n", manifest.identity().title());
    out().printf("Made for   %s%n", manifest.scope().description());
    out().printf("Licence    %s%n", card.licence());
    out().printf("Manifest   sha256 %s%n", bundle.manifestSha256());
    out().printf("Backbone   %s%n", manifest.backbone().url());
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

  private PrintWriter out() {
    return wiring.console().out();
  }
}
