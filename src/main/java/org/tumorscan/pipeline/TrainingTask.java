package org.tumorscan.pipeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.image.InputSpec;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.ModelDescription;
import org.tumorscan.training.NetworkTrainer.Trained;
import org.tumorscan.training.TrainingPlan.Schedule;

/**
 * What a model is trained from.
 *
 * @param pictures the label table
 * @param description what the manifest says of the model
 * @param input preprocessing
 * @param base the network
 * @param smoothingMm how wide slices will be smoothed over their neighbours: see {@link
 *     org.tumorscan.model.SeriesRule}
 * @param provenance how the model was made, for its card
 */
public record TrainingTask(
    List<LabelledPicture> pictures,
    ModelDescription description,
    InputSpec input,
    BaseNetwork base,
    double smoothingMm,
    Map<String, String> provenance) {

  /**
   * The task as training has left it: the network that it came to, and which epoch that is of.
   *
   * @param schedule of that training
   */
  TrainingTask with(Trained trained, Schedule schedule) {
    Map<String, String> told = new TreeMap<>(provenance);
    told.put("epoch", trained.epoch() + " of " + schedule.epochs());
    return new TrainingTask(
        pictures, description, input, trained.network().orElse(base), smoothingMm, told);
  }
}
