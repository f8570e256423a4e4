/**
 * The network in libtorch: the only package that knows Deep Java Library. Implements {@link
 * org.tumorscan.inference.FeatureExtractor} and serves the shipped backbones as a DJL model zoo
 * (group {@code org.tumorscan}).
 */
@NullMarked
package org.tumorscan.djl;

import org.jspecify.annotations.NullMarked;
