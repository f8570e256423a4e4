/**
 * What a model is, apart from running it: bundle, manifest, labels, heads, calibration, operating
 * points, digests. May import {@code image}, Jackson and the JDK.
 */
@NullMarked
package org.tumorscan.model;

import org.jspecify.annotations.NullMarked;
