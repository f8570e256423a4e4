package org.tumorscan.cli;

import java.util.Optional;
import org.tumorscan.djl.Backbones;
import org.tumorscan.image.InputSpec;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.Manifest.Identity;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCatalog;
import org.tumorscan.model.ModelException;
import org.tumorscan.training.BaseNetwork;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What training begins with. */
final class BaseOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "URL|MODEL",
      defaultValue = Backbones.STANDARD_URL,
      description = {
        "Base network: ${DEFAULT-VALUE}, or one of DJL's model zoo, such as"
            + " djl://ai.djl.pytorch/resnet/0.0.1/traced_resnet50, which opens a connection.",
        "Or a model, by its id or directory, to go on from: its network, its preprocessing and, with"
            + " --head dense, its heads."
      })
  private String from;

  @Mixin private NetworkInputOptions inputOptions = new NetworkInputOptions();

  /**
   * What training begins with.
   *
   * @param name for the model's card
   * @param model the one to go on from, where there is one
   * @param input preprocessing
   */
  record Base(String name, Optional<ModelBundle> model, InputSpec input) {

    /** How many dense heads there are to begin with; where none, the usual number. */
    int heads(int usual) {
      return model
          .map(
              bundle -> bundle.weights().head() instanceof DenseHead dense ? dense.members() : null)
          .map(members -> members.size())
          .orElse(usual);
    }

    /** That of the model to go on from; none for a new one. */
    double smoothingMm() {
      return model.map(bundle -> bundle.manifest().series().smoothingMm()).orElse(0.0);
    }

    /** Whether the network's file is the program's own. */
    boolean shipsWithProgram() {
      return model
          .map(bundle -> bundle.manifest().backbone().shipsWithProgram())
          .orElseGet(() -> Backbones.shipsWithProgram(name));
    }

    BaseNetwork network(Backbones backbones) throws ModelException, InferenceException {
      return model.isPresent() ? backbones.base(model.get()) : backbones.base(name);
    }
  }

  /** The options as a value; a model is read, a network is not. */
  Base base(ModelCatalog models) throws ModelException {
    if (from.startsWith("djl:")) {
      return new Base(from, Optional.empty(), inputOptions.input(spec));
    }
    ModelBundle bundle = models.named(from);
    InputSpec input = inputOptions.kept(bundle.manifest().input(), spec);
    Identity identity = bundle.manifest().identity();
    return new Base(identity.id() + " " + identity.version(), Optional.of(bundle), input);
  }
}
