package org.tumorscan.report;

import java.util.List;

/**
 * What the template {@code report.mustache} shows. Names here are names there; absent texts are
 * empty, which the template takes for false.
 *
 * @param run the run
 * @param createdAt for people
 * @param threshold for people
 * @param disclaimer the sentence that every report carries
 * @param summary counts
 * @param rules how scores come about
 * @param studies with their series
 * @param series the same series in one list, for the filter
 * @param heat scale of the class activation maps
 * @param highest the slices that the summary shows
 * @param rows every outcome, in input order; read twice, for the script and for browsers without
 * @param pictures of every slice, in input order
 * @param notApplicable by reason
 * @param rejected by reason
 * @param assets style and script of the page
 */
record HtmlPage(
    RunInfo run,
    String createdAt,
    String threshold,
    String disclaimer,
    RunTotals.Summary summary,
    Rules rules,
    List<Study> studies,
    List<Series> series,
    Heat heat,
    List<Slice> highest,
    Iterable<PageRow> rows,
    Iterable<Pictures> pictures,
    List<GroupedReasons.Reason> notApplicable,
    List<GroupedReasons.Reason> rejected,
    Assets assets) {

  /** Whether a slice was classified. */
  boolean classified() {
    return !highest.isEmpty();
  }

  /** Whether something was not applicable. */
  boolean skipped() {
    return summary.notApplicable() > 0;
  }

  /** Whether something was rejected. */
  boolean bad() {
    return summary.rejected() > 0;
  }

  /** How scores and marks come about, and the threshold of series, for people. */
  record Rules(String series, String study, String threshold, String novelty) {}

  /**
   * Scale of the heat maps.
   *
   * @param full contribution of the last colour, for people
   * @param legend base 64 PNG
   */
  record Heat(String full, String legend) {}

  /**
   * A likelihood as text and as a bar of 100 units.
   *
   * @param text three decimals
   * @param interval {@code low to high}; empty for a score, which has none
   * @param width of the bar
   * @param low left end of the whisker
   * @param high right end of the whisker
   * @param threshold place of the threshold's mark
   */
  record Bar(
      String text, String interval, String width, String low, String high, String threshold) {

    static Bar of(double likelihood, double threshold) {
      return new Bar(
          Rounding.readable(likelihood), "", units(likelihood), "", "", units(threshold));
    }

    static Bar of(double likelihood, double low, double high, double threshold) {
      return new Bar(
          Rounding.readable(likelihood),
          Rounding.readable(low) + " to " + Rounding.readable(high),
          units(likelihood),
          units(low),
          units(high),
          units(threshold));
    }

    private static String units(double share) {
      return Rounding.exact(share).movePointRight(2).toPlainString();
    }
  }

  /**
   * A study; the series without a study UID make up one of their own without score.
   *
   * @param title such as {@code Study 1}
   * @param uid Study Instance UID; empty for none
   * @param scored there is a score
   */
  record Study(
      String title, String uid, boolean scored, boolean suspicious, Bar bar, List<Series> series) {}

  /**
   * A series.
   *
   * @param number on the page, from 1
   * @param firstAnchor its first slice
   * @param top the slices behind its score
   */
  record Series(
      int number,
      String uid,
      String kind,
      int instances,
      boolean suspicious,
      Bar bar,
      String firstAnchor,
      List<Top> top) {}

  /** A slice behind a series' score. */
  record Top(String anchor, String name, String likelihood) {}

  /**
   * One of the highest slices.
   *
   * @param picture base 64 JPEG
   * @param sizePixels height and width of the picture
   * @param heat base 64 PNG of the class activation map; empty for none
   */
  record Slice(PageRow row, Bar bar, String picture, int sizePixels, String heat) {}

  /**
   * The pictures of a slice, which wait in the page as text until they come into view.
   *
   * @param anchor the slice
   * @param picture base 64 JPEG
   * @param heat base 64 PNG of the class activation map; empty for none
   */
  record Pictures(String anchor, String picture, String heat) {}

  /**
   * Style and script with the digests by which the page's policy admits these and no others.
   *
   * @param styleDigest {@code sha256-...} of the style
   * @param scriptDigest {@code sha256-...} of the script
   */
  record Assets(String style, String styleDigest, String script, String scriptDigest) {}
}
