/**
 * Results as DICOM objects that an archive files with the study they are about: a structured report
 * a series, a picture of each suspicious slice, and a key object selection of these.
 *
 * <p>The only reports that name the patient, in the source's own words and characters; that goes
 * from {@code SourceAttributes} into the objects and nowhere else. One class builds each kind of
 * object from what {@code SeriesResult} collects; {@code DicomResultFiles} writes them. May import
 * {@code report}, {@code inference}, {@code dicom} and {@code dicom.write}.
 */
@NullMarked
package org.tumorscan.report.dicom;

import org.jspecify.annotations.NullMarked;
