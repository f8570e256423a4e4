/**
 * Measures of a classifier as pure arithmetic: ROC and precision-recall curves, calibration,
 * bootstrap intervals, comparison of two models. May import the JDK only.
 */
@NullMarked
package org.tumorscan.evaluation;

import org.jspecify.annotations.NullMarked;
