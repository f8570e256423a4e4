package org.tumorscan.dicom.header;

import java.util.Optional;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.ImageOrigin;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.Provenance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.Warnings;

/**
 * The header of one image object.
 *
 * @param identity UIDs
 * @param attributes what decides how the image is decoded, prepared and judged
 * @param provenance whose it is and how it was made
 * @param cohort what the image can be grouped by with others
 * @param origin how the image came about
 * @param source what objects made of the image must repeat of it
 * @param planar Planar Configuration (0028,0006) is 1: native samples lie plane after plane
 */
public record ImageHeader(
    InstanceIdentity identity,
    ImageAttributes attributes,
    Provenance provenance,
    CohortAttributes cohort,
    ImageOrigin origin,
    SourceAttributes source,
    boolean planar) {

  /**
   * Interprets a data set that has Pixel Data.
   *
   * @param limits what the image may ask for
   * @param warnings takes what is read in spite of the standard
   * @throws DicomException {@code MISSING_ATTRIBUTE}, {@code INVALID_ATTRIBUTE}, {@code
   *     UNSUPPORTED_PIXEL_FORMAT} or {@code LIMIT_EXCEEDED}, with the tag
   */
  public static ImageHeader of(
      DataSet dataSet, TransferSyntax transferSyntax, ReadLimits limits, Warnings warnings)
      throws DicomException {
    Values values = new Values(dataSet);
    ImagePixelModule pixels = ImagePixelModule.of(dataSet, limits);
    ImageAttributes attributes =
        new ImageAttributes(
            transferSyntax,
            values.codeString(DicomTag.MODALITY),
            BodyPart.of(dataSet),
            pixels.format(),
            pixels.frameCount(),
            PresentationAttributes.of(dataSet, pixels.format(), pixels.frameCount(), warnings),
            SlicePlanes.of(dataSet, pixels.frameCount()));
    InstanceIdentity identity = identity(dataSet);
    return new ImageHeader(
        identity,
        attributes,
        ProvenanceAttributes.of(dataSet),
        Cohort.of(dataSet),
        OriginAttributes.of(dataSet),
        SourceElements.of(dataSet, identity),
        pixels.planar());
  }

  private static InstanceIdentity identity(DataSet dataSet) throws DicomException {
    return new InstanceIdentity(
        uid(dataSet, DicomTag.SOP_CLASS_UID),
        uid(dataSet, DicomTag.SOP_INSTANCE_UID),
        uid(dataSet, DicomTag.SERIES_INSTANCE_UID),
        uid(dataSet, DicomTag.STUDY_INSTANCE_UID));
  }

  // Anything that is not a UID might be a name that went astray, and would end up in reports.
  private static Optional<String> uid(DataSet dataSet, DicomTag tag) throws DicomException {
    return new Values(dataSet).string(tag).filter(uid -> uid.matches("[0-9.]{1,64}"));
  }
}
