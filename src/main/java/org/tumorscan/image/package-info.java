/**
 * Pure arithmetic from stored pixels to the network's input: modality transform, VOI window,
 * photometric interpretation, crop, resample, normalise.
 *
 * <p>{@link org.tumorscan.image.InputSpec} describes the whole of it; training, evaluation and
 * classification share the one that the model's manifest holds, and {@link
 * org.tumorscan.image.Preprocessor} carries it out. {@link org.tumorscan.image.PictureReader} is
 * the one door for pixels that come as PNG or JPEG, as training data do. May import the JDK only.
 */
@NullMarked
package org.tumorscan.image;

import org.jspecify.annotations.NullMarked;
