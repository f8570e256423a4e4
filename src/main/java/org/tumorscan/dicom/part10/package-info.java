/**
 * The built-in reader of DICOM Part 10 files and of bare data sets. May import {@code dicom},
 * {@code dicom.header}, {@code dicom.codec}, {@code image} and the JDK.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html">PS3.10</a>
 */
@NullMarked
package org.tumorscan.dicom.part10;

import org.jspecify.annotations.NullMarked;
