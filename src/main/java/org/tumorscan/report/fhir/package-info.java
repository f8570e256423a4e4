/**
 * The series and studies of a run as FHIR R4: {@link org.tumorscan.report.fhir.FhirReport}. Alone
 * in knowing HAPI FHIR, whose classes are loaded where this report is asked for and nowhere else.
 * Nothing of the patient's identity passes through here. May import {@code report}, {@code
 * dicom.write} and HAPI FHIR.
 */
@NullMarked
package org.tumorscan.report.fhir;

import org.jspecify.annotations.NullMarked;
