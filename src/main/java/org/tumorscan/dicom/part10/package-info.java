/**
 * The built-in reader of DICOM Part 10 files and of bare data sets. May import {@code dicom},
 * {@code dicom.header}, {@code dicom.codec}, {@code image} and the JDK.
 *
 * <p>Finding the data set in a file, the bytes of its pixels and the meaning of a value whatever
 * its VR are steps of their own, which {@code dicom.dcm4che} shares.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html">PS3.10</a>
 */
@NullMarked
package org.tumorscan.dicom.part10;

import org.jspecify.annotations.NullMarked;
