package org.tumorscan.pipeline;

import java.util.List;
import java.util.Map;
import org.tumorscan.image.InputSpec;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.ModelDescription;

/**
 * What a model is trained from.
 *
 * @param pictures the label table
 * @param description what the manifest says of the model
 * @param input preprocessing
 * @param base the network
 * @param provenance how the model was made, for its card
 */
public record TrainingTask(
    List<LabelledPicture> pictures,
    ModelDescription description,
    InputSpec input,
    BaseNetwork base,
    Map<String, String> provenance) {}
