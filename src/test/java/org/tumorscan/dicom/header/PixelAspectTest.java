package org.tumorscan.dicom.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Part10Reader;

/** PS3.3 C.7.6.3.1.7 and 10.7.1.3: the vertical value stands first. */
class PixelAspectTest {
  private static ImageAttributes attributes(Part10Builder image) throws DicomException {
    return new Part10Reader(ReadLimits.DEFAULT).read(ByteBuffer.wrap(image.build())).attributes();
  }

  private static double aspect(Part10Builder image) throws DicomException {
    return attributes(image).presentation(0).pixelAspect();
  }

  @Test
  void pixelsAreSquareWhereNothingIsSaid() throws DicomException {
    assertEquals(1, aspect(Part10Builder.image()));
  }

  @Test
  void aspectIsTheSpacingOfRowsByThatOfColumns() throws DicomException {
    for (DicomTag tag :
        new DicomTag[] {
          DicomTag.PIXEL_SPACING,
          DicomTag.IMAGER_PIXEL_SPACING,
          DicomTag.NOMINAL_SCANNED_PIXEL_SPACING
        }) {
      assertEquals(1.5, aspect(Part10Builder.image().text(tag, "DS", "0.75\\0.5")), tag.toString());
    }
    assertEquals(
        1.25, aspect(Part10Builder.image().text(DicomTag.PIXEL_ASPECT_RATIO, "IS", "5\\4")));
  }

  @Test
  void spacingInThePatientCountsBeforeThatOfTheDetector() throws DicomException {
    Part10Builder image =
        Part10Builder.image()
            .text(DicomTag.PIXEL_SPACING, "DS", "1\\2")
            .text(DicomTag.IMAGER_PIXEL_SPACING, "DS", "1\\1");
    assertEquals(0.5, aspect(image));
  }

  @Test
  void spacingThatMakesNoSenseIsPassedOver() throws DicomException {
    for (String text : new String[] {"0\\1", "1\\0", "-1\\1", "1", "a\\b", "1\\1\\1"}) {
      assertEquals(1, aspect(Part10Builder.image().text(DicomTag.PIXEL_SPACING, "DS", text)), text);
    }
  }

  @Test
  void framesMayDiffer() throws DicomException {
    Part10Builder[] frames =
        IntStream.of(1, 2)
            .mapToObj(
                height -> Part10Builder.empty().text(DicomTag.PIXEL_SPACING, "DS", height + "\\1"))
            .map(
                measures ->
                    Part10Builder.empty().sequence(DicomTag.PIXEL_MEASURES_SEQUENCE, measures))
            .toArray(Part10Builder[]::new);
    ImageAttributes attributes =
        attributes(
            Part10Builder.image()
                .shape(1, 3)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
                .sequence(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
    assertEquals(2, attributes.presentation(1).pixelAspect());
  }
}
