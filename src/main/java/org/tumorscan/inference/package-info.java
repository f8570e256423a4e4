/**
 * The port to the network, {@link org.tumorscan.inference.FeatureExtractor}, and the classifier
 * that turns its features into predictions. May import {@code image}, {@code model} and {@code
 * evaluation}.
 */
@NullMarked
package org.tumorscan.inference;

import org.jspecify.annotations.NullMarked;
