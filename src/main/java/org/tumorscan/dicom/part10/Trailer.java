package org.tumorscan.dicom.part10;

import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.Warnings;

/** What stands behind the pixel data. */
final class Trailer {
  private static final int PIXEL_GROUP = 0x7FE0;
  private static final int FIRST_GROUP = 0x0008;

  private Trailer() {}

  /**
   * Adds elements that belong before the pixels to the data set, as other toolkits do, with a
   * warning. Whatever cannot be read there is of no use, and often padding: it is left with a
   * warning.
   *
   * @param start position behind the pixel data
   */
  static void read(Source source, int start, Part10DataSet dataSet, ReadLimits limits) {
    // Padding that happens to look like an element would be warned of as a broken one.
    Source quiet = source.with(new Warnings());
    ElementReader reader =
        new ElementReader(quiet, start, source.limit(), dataSet.encoding(), limits);
    int position = start;
    try {
      while (reader.hasNext() && reader.peekTag().group() >= FIRST_GROUP) {
        Element element = reader.next();
        if (element.tag().group() < PIXEL_GROUP) {
          source.warnings().add("elements that belong before the pixel data stand behind it");
          dataSet.add(element);
        }
        position = reader.position();
      }
    } catch (DicomException e) {
      // Said below, like any other bytes that are no elements.
    }
    if (position < source.limit()) {
      source.warnings().add(source.limit() - position + " bytes follow the last element");
    }
  }
}
