/**
 * Decoders that turn the bytes of one frame into stored values, one for each family of transfer
 * syntaxes. May import {@code dicom}, {@code image}, the JDK and the codec libraries.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html">PS3.5</a>
 */
@NullMarked
package org.tumorscan.dicom.codec;

import org.jspecify.annotations.NullMarked;
