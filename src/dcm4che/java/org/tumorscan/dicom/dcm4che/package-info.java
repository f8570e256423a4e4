/**
 * DICOM files read with dcm4che, in programs that are built with the Maven profile {@code dcm4che}.
 *
 * <p>dcm4che parses the data set. What stands before it, where the pixels lie and what a value
 * means whatever its VR is told as in {@code dicom.part10}, so that both readers take the same
 * files and reject the same ones for the same reasons. May import {@code dicom}, {@code
 * dicom.part10}, dcm4che and the JDK.
 */
@NullMarked
package org.tumorscan.dicom.dcm4che;

import org.jspecify.annotations.NullMarked;
