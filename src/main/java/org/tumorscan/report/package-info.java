/**
 * What became of every input, and the writers that say so: JSON, JSON lines, CSV, HTML, console;
 * DICOM objects are in {@code report.dicom}, the PDF in {@code report.pdf}, FHIR in {@code
 * report.fhir}.
 *
 * <p>Writers stream: they hold per series and per study, never per slice. Nothing of the patient's
 * identity passes through here but to {@code report.dicom}. The page is {@code report.mustache}
 * with {@code report.css} and {@code report.js}; {@link ReportSchema} has what describes the JSON.
 * May import {@code inference}, {@code model}, {@code evaluation}, {@code image}, {@code dicom},
 * {@code dicom.write}, Jackson and mustache.java.
 */
@NullMarked
package org.tumorscan.report;

import org.jspecify.annotations.NullMarked;
