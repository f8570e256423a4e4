/**
 * Learning a head from labelled pictures: weights, fitting, measuring. May import {@code dataset},
 * {@code image}, {@code model}, {@code evaluation} and {@code inference}.
 */
@NullMarked
package org.tumorscan.training;

import org.jspecify.annotations.NullMarked;
