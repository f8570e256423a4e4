/**
 * Measures how fast this program is on the machine it runs on, by part and as a whole, and says
 * with which settings it is fastest: medians of repeated work, with quartiles, after a warm-up.
 *
 * <p>May import {@code pipeline}, {@code report}, {@code journal}, {@code inference}, {@code
 * model}, {@code evaluation}, {@code image}, {@code dicom} and {@code dicom.write}.
 */
@NullMarked
package org.tumorscan.benchmark;

import org.jspecify.annotations.NullMarked;
