/**
 * What the header of an image says: from a {@link org.tumorscan.dicom.DataSet}, whichever library
 * parsed it, to {@link org.tumorscan.dicom.ImageAttributes}. May import {@code dicom}, {@code
 * image} and the JDK.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html">PS3.3</a>
 */
@NullMarked
package org.tumorscan.dicom.header;

import org.jspecify.annotations.NullMarked;
