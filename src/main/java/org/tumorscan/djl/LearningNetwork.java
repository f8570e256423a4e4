package org.tumorscan.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.ModelException;
import org.tumorscan.training.BaseNetwork.TorchScript;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.Rates;

/**
 * A network some of whose stages learn. Its stages are told by their names, which are
 * torchvision's; what has none of these names, such as the stem, is stage 0. Batch norm stays as it
 * is in inference. Confined to one thread.
 */
final class LearningNetwork implements AutoCloseable {
  private static final Pattern STAGE = Pattern.compile("(?:^|\\.)layer([1-4])\\.");
  // Above the last stage, and so learned with it.
  private static final Pattern TOP = Pattern.compile("(?:^|\\.)fc\\.");
  private static final int LAST_STAGE = 4;

  private final Model model;
  private final PtSymbolBlock block;
  private final Set<String> learned = new HashSet<>();

  /** Takes over the model, whose parameters are frozen, and closes it. */
  LearningNetwork(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /** The stage that a parameter belongs to. */
  static int stage(String parameter) {
    Matcher stage = STAGE.matcher(parameter);
    if (stage.find()) {
      return Integer.parseInt(stage.group(1));
    }
    return TOP.matcher(parameter).find() ? LAST_STAGE : 0;
  }

  /**
   * Lets the plan's stages learn, and no others.
   *
   * @return a group for each stage with parameters, the highest first
   */
  List<Optimizer.Group> learn(TrainingPlan plan) {
    block.freezeParameters(true);
    Rates rates = plan.optimization().rates();
    int highest = plan.head().kind().highestStage();
    List<Optimizer.Group> groups = new ArrayList<>();
    for (int stage = highest; stage >= 0; stage--) {
      NDList parameters = new NDList();
      for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
        if (stage(parameter.getKey()) == stage
            && plan.head().kind().learns(plan.optimization().scope(), stage)) {
          NDArray array = parameter.getValue().getArray();
          array.setRequiresGradient(true);
          parameters.add(array);
          learned.add(parameter.getKey());
        }
      }
      if (!parameters.isEmpty()) {
        groups.add(new Optimizer.Group(parameters, rates.ofStage(highest - stage)));
      }
    }
    return groups;
  }

  /**
   * The network's outputs.
   *
   * @param images float32 [batch, 3, size, size]
   * @param recording whether gradients will be asked for
   */
  NDList forward(NDArray images, boolean recording) {
    // Not through the block, which would switch batch norm to its training mode.
    return IValueUtils.forward(block, new NDList(images), recording);
  }

  /** The network as it stands, as a file. */
  TorchScript torchScript() {
    block.freezeParameters(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JniUtils.writeModule(block, bytes, false);
    return new TorchScript(bytes.toByteArray());
  }

  /** The names of the parameters that {@link #learn} has let learn. */
  Set<String> learned() {
    return Set.copyOf(learned);
  }

  /**
   * What it has learned.
   *
   * @param original the TorchScript file that it began as, but for adapters
   * @param rank of the adapter, at least 1
   */
  Adapter adapter(byte[] original, int rank) throws ModelException {
    block.freezeParameters(true);
    return AdaptedNetwork.difference(block, learned, original, rank);
  }

  @Override
  public void close() {
    model.close();
  }
}
