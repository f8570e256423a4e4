/**
 * What makes an input less fit to be judged than the model expects, from its header and its pixels:
 * one small class a concern, each a pure function. May import {@code dicom}, {@code image}, {@code
 * model} and the JDK.
 */
@NullMarked
package org.tumorscan.quality;

import org.jspecify.annotations.NullMarked;
