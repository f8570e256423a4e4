package org.tumorscan.dicom;

/**
 * One DICOM image object whose header has been read and whose frames are decoded on demand.
 *
 * @param identity UIDs
 * @param attributes what the header says of the image
 * @param frames the frames; {@code frames.count() == attributes.frameCount()}
 */
public record DicomInstance(
    InstanceIdentity identity, ImageAttributes attributes, FrameSource frames) {}
