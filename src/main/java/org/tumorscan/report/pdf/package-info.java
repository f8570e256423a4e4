/**
 * The summary of a run as PDF, to print and to hand on: {@link org.tumorscan.report.pdf.PdfReport}.
 * Alone in knowing PDFBox. Nothing of the patient's identity passes through here. May import {@code
 * report}, {@code inference} and PDFBox.
 */
@NullMarked
package org.tumorscan.report.pdf;

import org.jspecify.annotations.NullMarked;
