package org.tumorscan.report.fhir;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tumorscan.report.RunTotals.Summary;

/** The counts of a run as an OperationOutcome, the number of each as its diagnostics. */
final class RunCounts {
  private final OperationOutcome outcome = new OperationOutcome();

  private RunCounts() {}

  static OperationOutcome of(Summary summary) {
    RunCounts counts = new RunCounts();
    counts.add(IssueType.INFORMATIONAL, Term.FILES, summary.files());
    counts.add(IssueType.INFORMATIONAL, Term.FRAMES, summary.frames());
    counts.add(IssueType.INFORMATIONAL, Term.CLASSIFIED, summary.classified());
    counts.add(IssueType.INFORMATIONAL, Term.SUSPICIOUS_FRAMES, summary.suspicious());
    counts.add(IssueType.NOTSUPPORTED, Term.NOT_APPLICABLE, summary.notApplicable());
    counts.add(IssueType.PROCESSING, Term.REJECTED, summary.rejected());
    counts.add(IssueType.INFORMATIONAL, Term.SKIPPED, summary.skipped());
    if (summary.interrupted()) {
      counts.issue(IssueSeverity.WARNING, IssueType.INCOMPLETE, Term.INTERRUPTED);
    }
    return counts.outcome;
  }

  private void add(IssueType type, Term what, long count) {
    boolean lost = count > 0 && type != IssueType.INFORMATIONAL;
    issue(lost ? IssueSeverity.WARNING : IssueSeverity.INFORMATION, type, what)
        .setDiagnostics(Long.toString(count));
  }

  private OperationOutcome.OperationOutcomeIssueComponent issue(
      IssueSeverity severity, IssueType type, Term what) {
    return outcome.addIssue().setSeverity(severity).setCode(type).setDetails(what.concept());
  }
}
