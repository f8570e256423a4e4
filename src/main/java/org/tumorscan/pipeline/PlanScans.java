package org.tumorscan.pipeline;

import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameStream.Item;
import org.tumorscan.pipeline.InputFiles.Visitor;
import org.tumorscan.pipeline.ScanPreparer.Examined;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.NotApplicable;

/**
 * What {@link ClassifyScans} would do, as far as headers tell: no pixel is decoded and nothing is
 * written. Of one use.
 */
public final class PlanScans {
  private final DicomReader reader;
  private final ScanPreparer preparer;
  private long wanted;
  private long frames;
  private long notApplicable;
  private long rejected;
  private long skipped;

  /** Plans with what the run itself would be given. */
  public PlanScans(DicomReader reader, Preprocessor preprocessor, Policy policy) {
    this.reader = reader;
    this.preparer = new ScanPreparer(reader, preprocessor, policy, new StageTimes());
  }

  /** Hears of every file, in the order of the input. */
  public interface Listener {
    /** Some frames of a file would be judged. */
    void wanted(String path, int frames);

    /** A file would be left alone or rejected. */
    void settled(Outcome outcome);

    /** A file would be passed over, since it is no input at all. */
    void skipped(String path, String reason);
  }

  /**
   * What a run would come to.
   *
   * @param wanted files of which frames would be judged
   * @param frames of these files that would be judged
   * @param notApplicable files the model is not made for
   * @param rejected files that cannot be read
   * @param skipped files that are no input; not among {@link #files}
   */
  public record Plan(long wanted, long frames, long notApplicable, long rejected, long skipped) {
    /** Files that would have an outcome. */
    public long files() {
      return wanted + notApplicable + rejected;
    }
  }

  /** Reads all headers. */
  public Plan run(InputFiles inputs, Listener listener) throws InterruptedException {
    inputs.walk(
        reader,
        new Visitor() {
          @Override
          public void scan(ScanSource scan) {
            Examined examined = preparer.examine(scan);
            if (examined instanceof Examined.Wanted file) {
              wanted++;
              frames += file.wanted().length;
              listener.wanted(scan.path(), file.wanted().length);
            } else if (examined instanceof Examined.Settled settled) {
              settle(settled.item(), listener);
            }
          }

          @Override
          public void rejected(String path, DicomException cause) {
            settle(ScanPreparer.rejected(path, cause), listener);
          }

          @Override
          public void mediaDirectory(String path) {
            settle(new Item.Skipped(path, ClassifyScans.DICOMDIR), listener);
          }
        });
    return new Plan(wanted, frames, notApplicable, rejected, skipped);
  }

  private void settle(Item item, Listener listener) {
    if (item instanceof Item.Skipped other) {
      skipped++;
      listener.skipped(other.path(), other.reason());
    } else if (item instanceof Item.Decided decided) {
      notApplicable += decided.outcome() instanceof NotApplicable ? 1 : 0;
      rejected += decided.outcome() instanceof NotApplicable ? 0 : 1;
      listener.settled(decided.outcome());
    }
  }
}
