package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.HeadClassifier;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.BundleFiles;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.ModelBundle;

/** How often the shipped model marks a picture as unlike its training data. */
class NoveltyRatesTest {
  private static final int BATCH = 8;
  private static final int SIZE = 256;

  private static Preprocessor preprocessor;
  private static Classifier classifier;

  @BeforeAll
  static void load() throws Exception {
    Engines.stayOffline();
    ModelBundle bundle = new BundleReader().read(BundleFiles.shipped("brain-mri-tumor"));
    preprocessor = new Preprocessor(bundle.manifest().input());
    classifier =
        new HeadClassifier(
            new Backbones(Backbones.DJL_REPOSITORY).load(bundle, "cpu", Choice.FLOAT32, BATCH),
            bundle.weights(),
            bundle.manifest().head().calibration());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void noiseIsAlwaysMarked() throws Exception {
    Random random = new Random(1);
    List<StoredPixels> noise = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      noise.add(picture(random.ints(SIZE * SIZE, 0, 1000).toArray()));
      noise.add(
          picture(
              IntStream.range(0, SIZE * SIZE)
                  .map(pixel -> (int) (1000 + 100 * random.nextGaussian()))
                  .toArray()));
    }
    assertEquals(8, marked(inputs(noise)));
  }

  @Test
  void validationPicturesOfTheSharedCollectionsAreHardlyEverMarked() throws Exception {
    List<StoredPixels> pictures = new ArrayList<>();
    List<Path> files =
        files(SharedScans.brainMri().resolve("images")).stream()
            .filter(file -> file.getFileName().toString().startsWith("val-"))
            .toList();
    for (int i = 0; i < files.size(); i += 12) {
      pictures.add(new PictureReader().read(files.get(i)));
    }
    assertTrue(pictures.size() > 25, pictures.size() + " pictures");
    assertTrue(marked(inputs(pictures)) <= 1);
  }

  @Test
  void aHeadOfAnotherScannerIsHardlyEverMarkedAndAChestAlways() throws Exception {
    Path series = SharedScans.series();
    int heads = marked(everyOther(series.resolve("brain-mr-PGBM-001")));
    List<ModelInput> chest = everyOther(series.resolve("lung-ct-A0002"));
    assertTrue(heads <= 1, heads + " of 12 slices of a head");
    assertEquals(chest.size(), marked(chest), "of " + chest.size() + " slices of a chest");
  }

  @Test
  void radiographsAreAlwaysMarked() throws Exception {
    Path conformance = SharedScans.conformance();
    List<ModelInput> inputs = new ArrayList<>();
    for (String name :
        List.of(
            "pydicom-data/data_store/data/RG1_J2KI.dcm",
            "pydicom-data/data_store/data/RG3_J2KR.dcm",
            "dwv/tests/data/gdcm-CR-MONO1-10-chest.dcm")) {
      inputs.add(firstFrame(conformance.resolve(name)));
    }
    assertEquals(3, marked(inputs));
  }

  private static int marked(List<ModelInput> inputs) throws Exception {
    int marked = 0;
    for (int start = 0; start < inputs.size(); start += BATCH) {
      List<ModelInput> batch = inputs.subList(start, Math.min(start + BATCH, inputs.size()));
      marked +=
          (int)
              classifier.classify(batch).stream()
                  .filter(prediction -> prediction.novelty().isOutOfDistribution())
                  .count();
    }
    return marked;
  }

  private static List<ModelInput> inputs(List<StoredPixels> pictures) throws UnpreparableException {
    List<ModelInput> inputs = new ArrayList<>();
    for (StoredPixels picture : pictures) {
      inputs.add(preprocessor.prepare(picture, Presentation.NONE));
    }
    return inputs;
  }

  private static List<ModelInput> everyOther(Path directory) throws Exception {
    List<Path> files =
        files(directory).stream().filter(file -> file.toString().endsWith(".dcm")).toList();
    List<ModelInput> inputs = new ArrayList<>();
    for (int i = 0; i < files.size(); i += 2) {
      inputs.add(firstFrame(files.get(i)));
    }
    return inputs;
  }

  private static ModelInput firstFrame(Path file) throws DicomException, UnpreparableException {
    DicomInstance instance = new Part10Reader(ReadLimits.DEFAULT).read(file);
    return preprocessor.prepare(instance.frames().frame(0), instance.attributes().presentation(0));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.sorted().toList();
    }
  }

  private static StoredPixels picture(int[] values) {
    PixelFormat format =
        new PixelFormat(
            SIZE,
            SIZE,
            1,
            new SampleBits(16, 16, 15, false),
            PhotometricInterpretation.MONOCHROME2);
    return new StoredPixels.Integers(format, values);
  }
}
