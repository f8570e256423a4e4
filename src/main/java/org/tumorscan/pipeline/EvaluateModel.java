package org.tumorscan.pipeline;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Prediction;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.pipeline.CaseReader.ReadCase;
import org.tumorscan.report.Outcome.View;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.evaluation.CaseResult;
import org.tumorscan.report.evaluation.CaseResult.Facts;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Rejected;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;
import org.tumorscan.report.evaluation.ModelResults;
import org.tumorscan.report.evaluation.ModelResults.WorstError;
import org.tumorscan.training.LabelledPicture;

/**
 * Runs a model over labelled pictures, reading ahead on other threads. Every picture has a result:
 * one that the model is not made for or that cannot be read never drops out silently.
 */
public final class EvaluateModel {
  private static final int BATCHES_AHEAD = 2;

  private final DicomReader reader;
  private final int workers;

  /**
   * The use case.
   *
   * @param reader reads pictures that are DICOM
   * @param workers threads that read and prepare pictures, at least 1
   */
  public EvaluateModel(DicomReader reader, int workers) {
    this.reader = reader;
    this.workers = workers;
  }

  /**
   * Judges.
   *
   * @param pictures rows of the label table
   * @param directory of the label table, which paths are shown relative to
   * @param classifier of the bundle; stays open
   * @param progress hears of every picture
   */
  public ModelResults run(
      List<LabelledPicture> pictures,
      Path directory,
      ModelBundle bundle,
      Classifier classifier,
      Progress progress)
      throws InferenceException, InterruptedException {
    Manifest manifest = bundle.manifest();
    CaseReader cases = new CaseReader(reader, new Preprocessor(manifest.input()), manifest.scope());
    Run run = new Run(directory, classifier, manifest.operatingPoints().get(0).threshold());
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      Deque<Loading> ahead = new ArrayDeque<>();
      Iterator<LabelledPicture> next = pictures.iterator();
      while (next.hasNext() || !ahead.isEmpty()) {
        while (next.hasNext() && ahead.size() < (1 + BATCHES_AHEAD) * classifier.batchSize()) {
          LabelledPicture picture = next.next();
          ahead.add(new Loading(picture, pool.submit(() -> cases.read(picture))));
        }
        run.take(ahead.remove());
        progress.advance(1);
      }
      run.flush();
      run.smooth(manifest.series());
    } finally {
      pool.shutdownNow();
    }
    return new ModelResults(
        info(bundle),
        classifier.execution().precision(),
        manifest.operatingPoints(),
        run.results,
        run.worst.errors());
  }

  /** A picture on its way. */
  private record Loading(LabelledPicture picture, Future<ReadCase> read) {}

  private static ModelInfo info(ModelBundle bundle) {
    OperatingPoint standard = bundle.manifest().operatingPoints().get(0);
    return ModelInfo.of(bundle, standard.name(), standard.threshold());
  }

  private static final class Run {
    private final Path directory;
    private final Classifier classifier;
    private final WorstErrors worst;
    private final List<CaseResult> results = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Neighbourhoods neighbourhoods = new Neighbourhoods();

    /** What the network has still to judge: the case of that place, or the same erased. */
    private record Pending(int place, ModelInput input, boolean erased) {}

    Run(Path directory, Classifier classifier, double threshold) {
      this.directory = directory;
      this.classifier = classifier;
      this.worst = new WorstErrors(threshold);
    }

    void take(Loading loading) throws InferenceException, InterruptedException {
      ReadCase read = get(loading.read());
      LabelledPicture picture = loading.picture();
      Facts facts =
          new Facts(
              picture.tumor(), picture.group(), read.study(), picture.source(), read.cohort());
      String path = shown(picture.file());
      if (read.content() instanceof CaseReader.Content.Decided decided) {
        results.add(new CaseResult(path, facts, decided.verdict()));
      } else if (read.content() instanceof CaseReader.Content.Ready ready) {
        int place = results.size();
        // Stands until the network has judged the batch that the case is in.
        results.add(new CaseResult(path, facts, new Rejected("internal-error", "never judged")));
        read.place().ifPresent(at -> neighbourhoods.add(place, at));
        judge(new Pending(place, ready.input(), false));
        if (ready.erased().isPresent()) {
          judge(new Pending(place, ready.erased().get(), true));
        }
      }
    }

    private void judge(Pending next) throws InferenceException {
      pending.add(next);
      if (pending.size() == classifier.batchSize()) {
        flush();
      }
    }

    void flush() throws InferenceException {
      if (pending.isEmpty()) {
        return;
      }
      List<Prediction> predictions =
          classifier.classify(pending.stream().map(Pending::input).toList());
      for (int i = 0; i < predictions.size(); i++) {
        if (pending.get(i).erased()) {
          addErased(pending.get(i).place(), predictions.get(i));
        } else {
          add(pending.get(i), predictions.get(i));
        }
      }
      pending.clear();
    }

    private void add(Pending waiting, Prediction prediction) {
      Scored scored =
          new Scored(
              prediction.tumorLikelihood(),
              prediction.logit(),
              prediction.interval().low(),
              prediction.interval().high(),
              prediction.novelty().isOutOfDistribution(),
              OptionalDouble.empty());
      CaseResult result = results.get(waiting.place()).with(scored);
      results.set(waiting.place(), result);
      View view = new View(waiting.input().toPicture(), waiting.input().sizePixels());
      worst.consider(new WorstError(result, scored, view, prediction.heatmap()));
    }

    /** The case itself was before its erased self in the queue, so it has been judged. */
    private void addErased(int place, Prediction prediction) {
      CaseResult result = results.get(place);
      Scored scored = (Scored) result.verdict();
      results.set(place, result.with(scored.withErased(prediction.logit())));
    }

    /** Cases of one series have a say in each other, as they have in a report. */
    void smooth(SeriesRule rule) {
      Map<Integer, Smoothed> sums = new TreeMap<>();
      neighbourhoods.meet(
          rule,
          (slice, neighbour, weight) -> {
            Scored near = scored(neighbour);
            sums.computeIfAbsent(slice, this::alone)
                .add(weight, near.likelihood(), near.low(), near.high());
          });
      // Only now: until here all of them had to be as they are by themselves.
      sums.forEach(
          (slice, sum) ->
              results.set(
                  slice,
                  results
                      .get(slice)
                      .with(scored(slice).smoothed(sum.likelihood(), sum.interval()))));
    }

    private Smoothed alone(int place) {
      Scored own = scored(place);
      return new Smoothed(own.likelihood(), own.low(), own.high());
    }

    private Scored scored(int place) {
      return (Scored) results.get(place).verdict();
    }

    private String shown(Path file) {
      return file.isAbsolute() == directory.isAbsolute()
          ? directory.relativize(file).toString()
          : file.toString();
    }

    /** A fault of this program, not of the file: said as such, and the other files go on. */
    private static ReadCase get(Future<ReadCase> future) throws InterruptedException {
      try {
        return future.get();
      } catch (ExecutionException e) {
        return ReadCase.of(
            new Rejected(
                "internal-error",
                "this program failed on the file: "
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getName()));
      }
    }
  }
}
