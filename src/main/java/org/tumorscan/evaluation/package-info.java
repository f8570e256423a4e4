/**
 * Measures of a classifier as pure arithmetic: ROC, calibration error, bootstrap intervals. May
 * import the JDK only.
 */
@NullMarked
package org.tumorscan.evaluation;

import org.jspecify.annotations.NullMarked;
