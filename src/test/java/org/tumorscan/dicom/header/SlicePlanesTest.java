package org.tumorscan.dicom.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.part10.Part10Reader;

/** PS3.3 C.7.6.2.1.1 and C.7.6.16.2.3. */
class SlicePlanesTest {
  private static final String AXIAL = "1\\0\\0\\0\\1\\0";
  private static final String SAGITTAL = "0\\1\\0\\0\\0\\-1";

  private static ImageAttributes attributes(Part10Builder image) throws DicomException {
    return new Part10Reader(ReadLimits.DEFAULT).read(ByteBuffer.wrap(image.build())).attributes();
  }

  private static Part10Builder image(String position, String orientation) {
    return Part10Builder.image()
        .text(DicomTag.IMAGE_POSITION_PATIENT, "DS", position)
        .text(DicomTag.IMAGE_ORIENTATION_PATIENT, "DS", orientation);
  }

  private static SlicePlane plane(String position, String orientation) throws DicomException {
    return attributes(image(position, orientation)).plane(0).orElseThrow();
  }

  @Test
  void theNormalIsTheRowsDirectionTimesTheColumns() throws DicomException {
    assertEquals(new SlicePlane(0, 0, 1, 7.5), plane("-100\\-90\\7.5", AXIAL));
    assertEquals(new SlicePlane(-1, 0, 0, 30), plane("-30\\11\\12", SAGITTAL));
  }

  @Test
  void distanceIsMeasuredAlongTheNormal() throws DicomException {
    SlicePlane one = plane("0\\0\\-3", AXIAL);
    assertEquals(OptionalDouble.of(8), one.distanceMm(plane("50\\60\\5", AXIAL)));
    // Turned by 10 degrees about the x axis.
    String turned = "1\\0\\0\\0\\0.984808\\0.173648";
    SlicePlane oblique = plane("0\\0\\0", turned);
    assertEquals(
        9.848, oblique.distanceMm(plane("0\\0\\10", turned)).orElseThrow(), 1e-3, "cosine of 10");
    assertEquals(OptionalDouble.empty(), one.distanceMm(oblique));
    assertEquals(OptionalDouble.empty(), one.distanceMm(plane("0\\0\\0", SAGITTAL)));
  }

  @Test
  void whatMakesNoSenseIsNoPlane() throws DicomException {
    for (String orientation :
        new String[] {"1\\0\\0\\1\\0\\0", "0\\0\\0\\0\\0\\0", "1\\0\\0", "a\\0\\0\\0\\1\\0"}) {
      assertEquals(
          Optional.empty(), attributes(image("0\\0\\0", orientation)).plane(0), orientation);
    }
    assertEquals(Optional.empty(), attributes(image("0\\0", AXIAL)).plane(0));
    assertEquals(Optional.empty(), attributes(Part10Builder.image()).plane(0));
  }

  @Test
  void framesHaveTheirOwnPlanes() throws DicomException {
    Part10Builder[] frames =
        IntStream.of(1, 2)
            .mapToObj(
                z ->
                    Part10Builder.empty()
                        .text(DicomTag.IMAGE_POSITION_PATIENT, "DS", "0\\0\\" + 5 * z))
            .map(at -> Part10Builder.empty().sequence(DicomTag.PLANE_POSITION_SEQUENCE, at))
            .toArray(Part10Builder[]::new);
    Part10Builder shared =
        Part10Builder.empty()
            .sequence(
                DicomTag.PLANE_ORIENTATION_SEQUENCE,
                Part10Builder.empty().text(DicomTag.IMAGE_ORIENTATION_PATIENT, "DS", AXIAL));
    ImageAttributes attributes =
        attributes(
            Part10Builder.image()
                .shape(1, 3)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
                .sequence(DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .sequence(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
    assertEquals(Optional.of(new SlicePlane(0, 0, 1, 10)), attributes.plane(1));
  }

  @Test
  void onePositionForManyFramesIsAStackOfTimes() throws DicomException {
    Part10Builder image =
        image("0\\0\\0", AXIAL).shape(1, 3).text(DicomTag.NUMBER_OF_FRAMES, "IS", "2");
    assertEquals(Optional.empty(), attributes(image).plane(1));
  }
}
