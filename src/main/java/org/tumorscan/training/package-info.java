/**
 * Learning a head from labelled pictures: data sets, splits that never part a group, weights,
 * fitting. May import {@code image}, {@code model}, {@code evaluation} and {@code inference}.
 */
@NullMarked
package org.tumorscan.training;

import org.jspecify.annotations.NullMarked;
