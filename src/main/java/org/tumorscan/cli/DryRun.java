package org.tumorscan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.PlanScans;
import org.tumorscan.pipeline.PlanScans.Plan;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Rejected;
import org.tumorscan.report.Printable;

/** {@code classify --dry-run}: a line a file, as far as its header tells. */
final class DryRun implements PlanScans.Listener {
  private static final String ROW = "%-14s  %s\n";

  private final PrintWriter out;
  private final Disclosure disclosure;

  DryRun(PrintWriter out, Disclosure disclosure) {
    this.out = out;
    this.disclosure = disclosure;
  }

  /**
   * Reads the headers.
   *
   * @return one of {@link ExitCode}, as the run itself would end if no pixels were at fault
   */
  int execute(InputFiles inputs, DicomReader reader, Preprocessor preprocessor, Policy policy)
      throws InterruptedException {
    Plan plan = new PlanScans(reader, preprocessor, policy).run(inputs, this);
    out.printf(
        Locale.ROOT,
        "\n%d files: %d frames of %d to classify, %d not applicable, %d rejected; %d skipped\n",
        plan.files(),
        plan.frames(),
        plan.wanted(),
        plan.notApplicable(),
        plan.rejected(),
        plan.skipped());
    out.flush();
    if (plan.wanted() + plan.notApplicable() == 0) {
      return ExitCode.NOTHING_READABLE;
    }
    return plan.rejected() > 0 ? ExitCode.SOME_REJECTED : ExitCode.OK;
  }

  @Override
  public void wanted(String path, int frames) {
    row("classify", frames == 1 ? name(path) : name(path) + ": " + frames + " frames");
  }

  @Override
  public void settled(Outcome outcome) {
    String name = name(outcome.subject().path());
    if (outcome instanceof NotApplicable other) {
      row("not applicable", name + ": " + Printable.of(other.reason()));
    } else if (outcome instanceof Rejected rejected) {
      row("rejected", name + ": " + rejected.reason() + ": " + Printable.of(rejected.message()));
    }
  }

  @Override
  public void skipped(String path, String reason) {
    row("skipped", name(path) + ": " + Printable.of(reason));
  }

  private String name(String path) {
    return Printable.of(disclosure.ofPath(path));
  }

  private void row(String what, String text) {
    out.printf(Locale.ROOT, ROW, what, text);
  }
}
