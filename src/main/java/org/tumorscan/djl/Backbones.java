package org.tumorscan.djl;

import ai.djl.Application;
import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.BaseModelLoader;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tumorscan.djl.BatchTranslator.Batch;
import org.tumorscan.djl.TorchScriptLoader.Wanted;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.Depth;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Sha256;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.BaseNetwork.TorchScript;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.HeadKind;

/** Finds networks by {@code djl://} URL and loads them. */
public final class Backbones {
  /** The network that models are trained on where the caller names none. */
  public static final String STANDARD_URL = "djl://org.tumorscan/resnet50-imagenet";

  /**
   * The model repository that DJL publishes; asked only for {@code djl://} URLs of other groups.
   */
  public static final String DJL_REPOSITORY = "https://mlrepo.djl.ai/";

  private static final Pattern URL =
      Pattern.compile("djl://([\\w.-]+)/([\\w-]+)(?:/([\\d.]+)(?:/([\\w.-]+))?)?");

  private final String repositoryUrl;

  /**
   * A finder.
   *
   * @param repositoryUrl where networks of other groups than ours lie: {@link #DJL_REPOSITORY}, or
   *     a mirror of the same layout ({@code https:}, {@code http:} or {@code file:})
   */
  public Backbones(String repositoryUrl) {
    this.repositoryUrl = repositoryUrl;
  }

  /**
   * Loads the backbone of a bundle, after comparing its digest.
   *
   * @param deviceName {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @param precision asked for
   * @param batchSize pictures at once, at least 1
   * @throws InferenceException where the device or libtorch is not there
   * @throws ModelException where the backbone is missing or not the one that the bundle names
   */
  public FeatureExtractor load(
      ModelBundle bundle, String deviceName, Choice precision, int batchSize)
      throws ModelException, InferenceException {
    Device device = Engines.device(deviceName);
    Optional<DenseNetwork> head =
        bundle.weights().head() instanceof DenseHead dense
            ? Optional.of(DenseNetwork.of(dense, device))
            : Optional.empty();
    Place place =
        Place.of(
            device,
            choice(precision, device, head.isPresent()),
            batchSize,
            new Readout(bundle.manifest().backbone().depth(), head));
    return load(network(bundle), place);
  }

  /**
   * Compares the digest of a bundle's backbone, and its shapes with an adapter's, without loading
   * it.
   *
   * @throws ModelException where the backbone is missing or not the one that the bundle names
   */
  public void verify(ModelBundle bundle) throws ModelException {
    BaseNetwork network = network(bundle);
    byte[] file = file(network);
    if (network.adapter().isPresent()) {
      AdaptedNetwork.requireFits(network.url(), file, network.adapter().get());
    }
  }

  /**
   * A network to train on.
   *
   * @param url {@link #STANDARD_URL}, or a {@code djl://} URL of DJL's zoo, for which the
   *     repository is asked
   * @throws ModelException {@code NOT_FOUND}, {@code UNREACHABLE} or {@code MALFORMED}
   * @throws InferenceException where libtorch, which checks what is downloaded, is not there
   */
  public BaseNetwork base(String url) throws ModelException, InferenceException {
    if (shipsWithProgram(url)) {
      return new BaseNetwork(
          url, ShippedBackbone.describe(artifactId(url)).sha256(), Optional.empty());
    }
    byte[] torchScript = download(url);
    return new BaseNetwork(url, Sha256.of(torchScript), Optional.of(new TorchScript(torchScript)));
  }

  /** Whether a network comes from inside the program. */
  public static boolean shipsWithProgram(String url) {
    return url.startsWith("djl://" + TumorscanZoo.GROUP_ID + "/");
  }

  /**
   * The network of a model, and its head where that is dense, to go on from.
   *
   * @throws ModelException where the backbone is missing or not the one that the bundle names
   */
  public BaseNetwork base(ModelBundle bundle) throws ModelException {
    verify(bundle);
    return network(bundle);
  }

  /** The network of a model; whether the program has its file is not looked at. */
  private static BaseNetwork network(ModelBundle bundle) throws ModelException {
    Manifest.Backbone backbone = bundle.manifest().backbone();
    Optional<TorchScript> file = Optional.empty();
    if (!backbone.shipsWithProgram()) {
      byte[] bytes = BundleReader.verified(bundle.files(), bundle.manifest(), backbone.url());
      BundleReader.checkDigest(backbone.url(), bytes, backbone.sha256());
      file = Optional.of(new TorchScript(bytes));
    }
    return new BaseNetwork(
        backbone.url(),
        backbone.sha256(),
        file,
        BundleReader.adapter(bundle),
        bundle.weights().head() instanceof DenseHead dense ? Optional.of(dense) : Optional.empty());
  }

  /** The TorchScript file of a network, verified; an adapter is not in its weights. */
  static byte[] file(BaseNetwork network) throws ModelException {
    if (network.torchScript().isPresent()) {
      return network.torchScript().get().bytes();
    }
    return shipped(network.url(), network.sha256()).torchScript();
  }

  /** A network of the program, which must be the very one. */
  private static ShippedBackbone shipped(String url, String expectedSha256) throws ModelException {
    ShippedBackbone shipped = ShippedBackbone.describe(artifactId(url));
    if (!shipped.sha256().equals(expectedSha256)) {
      throw new ModelException(
          Reason.DIGEST_MISMATCH,
          url
              + " of this program has sha256 "
              + shipped.sha256()
              + ", the model needs "
              + expectedSha256);
    }
    return shipped;
  }

  /** A network that is to be run, its adapter in its weights. */
  private static Model loadForInference(BaseNetwork network, Device device, Wanted wanted)
      throws ModelException {
    String name = network.url();
    byte[] file = file(network);
    return network.adapter().isPresent()
        ? TorchScriptLoader.loadForInference(
            name, AdaptedNetwork.merged(name, file, network.adapter().get()), device, wanted)
        : TorchScriptLoader.loadForInference(name, file, device, wanted);
  }

  /** A network that is to learn. */
  private static Model loadForLearning(BaseNetwork network, Device device) throws ModelException {
    byte[] file = file(network);
    return TorchScriptLoader.load(
        network.url(),
        network.adapter().isPresent()
            ? AdaptedNetwork.merged(network.url(), file, network.adapter().get()).file()
            : file,
        device);
  }

  /** Loads a network to train on, in float32: what is learned should not hang on the processor. */
  public FeatureExtractor load(BaseNetwork base, String deviceName, int batchSize)
      throws ModelException, InferenceException {
    Device device = Engines.device(deviceName);
    return load(base, new Readout(Depth.WHOLE, Optional.empty()), device, batchSize);
  }

  /** Loads a network with a dense head on top, in float32. */
  public FeatureExtractor load(BaseNetwork base, DenseHead head, String deviceName, int batchSize)
      throws ModelException, InferenceException {
    Device device = Engines.device(deviceName);
    Readout readout = new Readout(head.depth(), Optional.of(DenseNetwork.of(head, device)));
    return load(base, readout, device, batchSize);
  }

  private static FeatureExtractor load(
      BaseNetwork base, Readout readout, Device device, int batchSize) throws ModelException {
    return load(base, Place.of(device, Choice.FLOAT32, batchSize, readout));
  }

  private static FeatureExtractor load(BaseNetwork network, Place place) throws ModelException {
    return network.torchScript().isEmpty() && network.adapter().isEmpty()
        ? shipped(network.url(), network.sha256(), place)
        : place.extractor(
            new ZooModel<>(
                loadForInference(network, place.device(), place.wanted()), place.translator()));
  }

  /** Linear heads over bfloat16 were seen to move by more than 0.01, so they have float32. */
  private static Choice choice(Choice wanted, Device device, boolean isDense) {
    return isDense || device.isGpu() ? wanted : Choice.FLOAT32;
  }

  /**
   * Where a network is to run, and how.
   *
   * @param batchSize pictures at once, at least 1
   */
  private record Place(
      Device device, Choice precision, int batchSize, NetworkShare share, Readout readout) {

    static Place of(Device device, Choice precision, int batchSize, Readout readout) {
      NetworkShare share = NetworkShare.of(device, batchSize, Engines.threads());
      return new Place(device, precision, batchSize, share, readout);
    }

    Wanted wanted() {
      return new Wanted(readout.depth(), precision, share.threads());
    }

    BatchTranslator translator() {
      return new BatchTranslator(batchSize, readout);
    }

    FeatureExtractor extractor(ZooModel<Batch, List<Features>> model) {
      return new DjlFeatureExtractor(model, device, batchSize, share, readout);
    }
  }

  /**
   * A trainer of heads over a network, and of the network. A network that does not learn is run
   * like one that judges, in float32.
   *
   * @param plan what is to be trained
   * @param adapterRank of the adapter that keeps what a network of the program has learned; 0 to
   *     keep the network as a file of its own
   * @param workers threads that make examples, at least 1
   */
  public NetworkTrainer trainer(
      BaseNetwork base, TrainingPlan plan, int adapterRank, String deviceName, int workers)
      throws ModelException, InferenceException {
    Device device = Engines.device(deviceName);
    Depth depth = plan.head().kind() == HeadKind.DENSE ? Depth.STAGE_3 : Depth.WHOLE;
    Wanted wanted = new Wanted(depth, Choice.FLOAT32, Engines.threads());
    Model network =
        Learner.learnsBelow(plan)
            ? loadForLearning(base, device)
            : loadForInference(base, device, wanted);
    return new DjlTrainer(network, new NetworkKeeping(base, adapterRank), device, workers);
  }

  private static String artifactId(String url) throws ModelException {
    return parts(url).group(2);
  }

  private static Matcher parts(String url) throws ModelException {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new ModelException(
          Reason.NOT_FOUND, "'" + url + "' is not djl://GROUP/MODEL[/VERSION[/NAME]]");
    }
    return matcher;
  }

  private static FeatureExtractor shipped(String url, String expectedSha256, Place place)
      throws ModelException {
    shipped(url, expectedSha256);
    Criteria<Batch, List<Features>> criteria =
        Criteria.builder()
            .setTypes(Batch.class, listOfFeatures())
            .optGroupId(TumorscanZoo.GROUP_ID)
            .optArtifactId(artifactId(url))
            .optEngine(Engines.PYTORCH)
            .optDevice(place.device())
            .optOptions(ShippedBackboneLoader.options(place.wanted()))
            .optTranslator(place.translator())
            .build();
    try {
      return place.extractor(criteria.loadModel());
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new ModelException(Reason.MALFORMED, url + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  // A class literal cannot name a generic type; DJL only compares the raw class.
  @SuppressWarnings("unchecked")
  private static Class<List<Features>> listOfFeatures() {
    return (Class<List<Features>>) (Class<?>) List.class;
  }

  private byte[] download(String url) throws ModelException, InferenceException {
    Matcher parts = parts(url);
    // Before going online: an engine that starts online may download its own parts.
    Engines.start();
    Engines.goOnline();
    try {
      Repository repository = Repository.newInstance("models", repositoryUrl);
      MRL mrl =
          repository.model(
              Application.CV.IMAGE_CLASSIFICATION,
              parts.group(1),
              parts.group(2),
              parts.group(3),
              parts.group(4));
      return download(url, new BaseModelLoader(mrl));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          Reason.UNREACHABLE, "the model repository " + repositoryUrl + " is not a URL", e);
    } finally {
      Engines.stayOffline();
    }
  }

  private byte[] download(String url, ModelLoader loader) throws ModelException {
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optEngine(Engines.PYTORCH)
            .optTranslator(new NoopTranslator(null))
            .build();
    try (ZooModel<NDList, NDList> model = loader.loadModel(criteria)) {
      return Files.readAllBytes(torchScriptFile(model.getModelPath(), url));
    } catch (ModelNotFoundException e) {
      throw new ModelException(
          Reason.NOT_FOUND, url + ": " + repositoryUrl + " has no such model", e);
    } catch (MalformedModelException | EngineException e) {
      throw new ModelException(Reason.MALFORMED, url + " cannot be loaded: " + e.getMessage(), e);
    } catch (IOException | JsonParseException e) {
      throw new ModelException(
          Reason.UNREACHABLE,
          url + ": the model repository " + repositoryUrl + " cannot be read: " + e,
          e);
    }
  }

  private static Path torchScriptFile(Path directory, String url)
      throws IOException, ModelException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".pt"))
          .findFirst()
          .orElseThrow(
              () -> new ModelException(Reason.MALFORMED, url + " has no TorchScript file"));
    }
  }
}
