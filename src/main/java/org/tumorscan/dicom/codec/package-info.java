/**
 * Decoders that turn the bytes of one frame into stored values, one for each family of transfer
 * syntaxes. May import {@code dicom}, {@code image} and the JDK.
 *
 * <p>Why they are our own but for JPEG baseline, which the JDK decodes: of what Maven Central has
 * for Java 17, we found nothing that reads 12-bit JPEG, high-throughput JPEG 2000 of signed samples
 * or JPEG XL. jai-imageio-jpeg2000 1.4.0 is exact on lossless part 1, but has neither high
 * throughput nor a maintainer, and the colours of some files in JP2 boxes are wrong; OpenCV 4.9
 * brings OpenJPEG but refuses signed samples, 12 of 30 corpus files, and puts native code in the
 * way of hostile bytes. High throughput needs all of JPEG 2000 but its block coder. JPEG XL and
 * part 2 of JPEG 2000 are refused by name. {@code scripts/benchmark-decoding} compares the speed
 * with that of DCMTK, GDCM, OpenJPEG and OpenJPH.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html">PS3.5</a>
 */
@NullMarked
package org.tumorscan.dicom.codec;

import org.jspecify.annotations.NullMarked;
