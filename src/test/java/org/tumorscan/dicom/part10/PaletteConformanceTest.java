package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.image.LookupTable;
import org.tumorscan.image.PaletteColor;
import org.tumorscan.image.StoredPixels;

/**
 * Real palettes, plain and segmented: the sum of each colour over the first frame is what another
 * toolkit gives.
 */
class PaletteConformanceTest {
  @ParameterizedTest
  @CsvSource({
    "pydicom-data/data_store/data/gdcm-US-ALOKA-16.dcm,2246386114,2333629904,2462548814",
    "pydicom-data/data_store/data/gdcm-US-ALOKA-16_big.dcm,2246386114,2333629904,2462548814",
    "pydicom-data/data_store/data/OBXXXX1A_rle.dcm,1201925120,1501826304,1883362816",
    "pydicom-data/data_store/data/OBXXXX1A_2frame.dcm,1201925120,1501826304,1883362816",
    "pydicom-data/data_store/data/OT-PAL-8-face.dcm,10080143104,7282309376,6228908288",
    "cornerstone/examples/test-images/no-pixel-spacing.dcm,552034560,703433728,894612736"
  })
  void coloursAreThoseOfAnotherToolkit(String file, long red, long green, long blue)
      throws DicomException {
    DicomInstance instance =
        new Part10Reader(ReadLimits.DEFAULT).read(SharedScans.conformance().resolve(file));
    PaletteColor palette = instance.attributes().presentation(0).palette().orElseThrow();
    StoredPixels pixels = instance.frames().frame(0);
    assertEquals(
        List.of(red, green, blue),
        List.of(
            sum(pixels, palette.red()), sum(pixels, palette.green()), sum(pixels, palette.blue())));
  }

  private static long sum(StoredPixels pixels, LookupTable table) {
    long sum = 0;
    for (int i = 0; i < pixels.format().samplesPerFrame(); i++) {
      sum += table.apply(pixels.valueAt(i));
    }
    return sum;
  }
}
