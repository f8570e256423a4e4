package org.tumorscan.djl;

import ai.djl.Application;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.repository.Artifact;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tumorscan.djl.TorchScriptLoader.Wanted;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.Depth;
import org.tumorscan.model.ModelException;

/**
 * Loads a network from the program's own resources. Needs no network connection and writes no file:
 * the bytes go from the jar to libtorch once their digest has been compared.
 */
final class ShippedBackboneLoader implements ModelLoader {
  private static final String DEPTH = "depth";
  private static final String PRECISION = "precision";
  private static final String THREADS = "threads";

  private final String id;

  ShippedBackboneLoader(String id) {
    this.id = id;
  }

  @Override
  public String getGroupId() {
    return TumorscanZoo.GROUP_ID;
  }

  @Override
  public String getArtifactId() {
    return id;
  }

  @Override
  public Application getApplication() {
    return Application.CV.IMAGE_CLASSIFICATION;
  }

  @Override
  public <I, O> ZooModel<I, O> loadModel(Criteria<I, O> criteria)
      throws IOException, ModelNotFoundException, MalformedModelException {
    Model model;
    try {
      byte[] torchScript = ShippedBackbone.describe(id).torchScript();
      Map<String, String> options = Objects.requireNonNullElse(criteria.getOptions(), Map.of());
      model =
          TorchScriptLoader.loadForInference(
              id, torchScript, criteria.getDevice(), wanted(options));
    } catch (ModelException e) {
      throw new ModelNotFoundException(e.getMessage(), e);
    }
    try {
      return new ZooModel<>(model, translator(criteria, model));
    } catch (IOException | TranslateException e) {
      model.close();
      throw new MalformedModelException(id + " cannot be loaded", e);
    }
  }

  /** The criteria's options that say how the network is to be run. */
  static Map<String, String> options(Wanted wanted) {
    return Map.of(
        DEPTH, wanted.depth().name(),
        PRECISION, wanted.choice().name(),
        THREADS, Integer.toString(wanted.threads()));
  }

  /** The criteria of other programs say nothing of these. */
  private static Wanted wanted(Map<String, String> options) {
    return new Wanted(
        Depth.valueOf(options.getOrDefault(DEPTH, Depth.WHOLE.name())),
        Choice.valueOf(options.getOrDefault(PRECISION, Choice.AUTO.name())),
        Integer.parseInt(options.getOrDefault(THREADS, "1")));
  }

  private <I, O> Translator<I, O> translator(Criteria<I, O> criteria, Model model)
      throws ModelNotFoundException, TranslateException, IOException {
    TranslatorFactory factory = criteria.getTranslatorFactory();
    if (factory == null
        || !factory.isSupported(criteria.getInputClass(), criteria.getOutputClass())) {
      throw new ModelNotFoundException("the criteria must bring a translator for " + id);
    }
    return factory.newInstance(
        criteria.getInputClass(), criteria.getOutputClass(), model, Map.of());
  }

  @Override
  public <I, O> boolean isDownloaded(Criteria<I, O> criteria) {
    return true;
  }

  @Override
  public <I, O> void downloadModel(Criteria<I, O> criteria, @Nullable Progress progress) {
    // It is in the jar.
  }

  @Override
  public List<Artifact> listModels() {
    Artifact artifact = new Artifact();
    artifact.setName(id);
    return List.of(artifact);
  }
}
