/**
 * The port through which the program reads DICOM: what an instance is, and how reading it fails.
 *
 * <p>Implementations live in {@code dicom.part10} and {@code dicom.dcm4che}; what a header means
 * and how a frame is decoded is ours in both cases and lives in {@code dicom.header} and {@code
 * dicom.codec}. May import {@code image} and the JDK.
 */
@NullMarked
package org.tumorscan.dicom;

import org.jspecify.annotations.NullMarked;
