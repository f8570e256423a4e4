package org.tumorscan.journal;

import java.io.IOException;
import java.util.Optional;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Prediction;

/** Predictions by what was judged. */
public interface PredictionStore {

  /** Keeps nothing. */
  PredictionStore NONE =
      new PredictionStore() {
        @Override
        public String keyOf(ModelInput input) {
          return "";
        }

        @Override
        public Optional<Prediction> find(String key) {
          return Optional.empty();
        }

        @Override
        public void add(String key, Prediction prediction) {}
      };

  /** Tells inputs apart by all that the network sees of them. Safe for many threads. */
  String keyOf(ModelInput input);

  /** What an earlier run said of the input of that key. */
  Optional<Prediction> find(String key) throws IOException;

  /** Keeps a prediction; once this returns, the end of the process does not undo it. */
  void add(String key, Prediction prediction) throws IOException;
}
