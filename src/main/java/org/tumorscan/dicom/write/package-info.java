/**
 * Writes DICOM objects: data sets as Part 10 files, explicit VR little endian, and UIDs derived
 * from digests. Own code, since no maintained DICOM writer is on Maven Central and dcm4che, which
 * has one, is not part of every build; what is written is small and of one encoding.
 *
 * <p>Knows how elements are encoded, not which ones an object must have. May import {@code dicom}
 * and the JDK.
 */
@NullMarked
package org.tumorscan.dicom.write;

import org.jspecify.annotations.NullMarked;
