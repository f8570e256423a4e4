"""Turns drawn pixels into DICOM files whose every attribute is fixed, so that each run writes the same bytes.

The files say what they are: a synthetic patient without identity, Synthetic Data (0008,001C) YES.
"""

import subprocess
import tempfile
import uuid
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    CTImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGLosslessSV1,
    MRImageStorage,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
    RLELossless,
)

from sample_scans import head, thorax

DATE, TIME = "20260101", "120000"
UID_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tumorscan:sample-scans")
SYNTHETIC_DATA = Tag(0x0008, 0x001C)
SERIES_NUMBERS = {"formats": "2", "multi-frame": "3"}
MULTIFRAME_SLICES = (4, 5, 6, 7)


def uid(name):
    """The UID of a name: always the same, unique as UUIDs are (PS3.5 B.2)."""
    return f"2.25.{uuid.uuid5(UID_NAMESPACE, name).int}"


# --- what the image is -----------------------------------------------------------------------------------------------


def _common(sop_class, modality, patient, series, instance):
    """Patient, study, series, equipment and SOP common modules; instance is the number within the series."""
    ds = Dataset()
    ds.SOPClassUID = sop_class
    ds.SOPInstanceUID = uid(f"{patient}/{series}/{instance}")
    ds.add_new(SYNTHETIC_DATA, "CS", "YES")
    ds.InstanceCreationDate = ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = DATE
    ds.InstanceCreationTime = ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = TIME
    ds.AccessionNumber = ""
    ds.Modality = modality
    ds.Manufacturer = "tumorscan"
    ds.ManufacturerModelName = "make-sample-scans"
    ds.DeviceSerialNumber = "1"
    ds.SoftwareVersions = "1"
    ds.ReferringPhysicianName = ""
    ds.StudyDescription = "Synthetic sample"
    ds.SeriesDescription = series
    ds.PatientName = "SYNTHETIC^SAMPLE"
    ds.PatientID = f"SYNTHETIC-{patient}"
    ds.PatientBirthDate = ""
    ds.PatientSex = ""
    ds.PatientIdentityRemoved = "YES"
    ds.DeidentificationMethod = "Drawn by a program; there is no patient"
    ds.StudyInstanceUID = uid(patient)
    ds.SeriesInstanceUID = uid(f"{patient}/{series}")
    ds.StudyID = "1"
    ds.SeriesNumber = SERIES_NUMBERS.get(series, "1")
    ds.InstanceNumber = str(instance)
    return ds


def _set_pixels(ds, pixels, bits_stored, photometric="MONOCHROME2"):
    """Image pixel module for (rows, columns) or (frames, rows, columns) of 16-bit integers."""
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = photometric
    ds.Rows, ds.Columns = pixels.shape[-2:]
    ds.BitsAllocated = 16
    ds.BitsStored = bits_stored
    ds.HighBit = bits_stored - 1
    ds.PixelRepresentation = int(pixels.dtype.kind == "i")
    ds.PixelData = pixels.astype(pixels.dtype.newbyteorder("<")).tobytes()
    ds["PixelData"].VR = "OW"


def _set_window(ds, *windows):
    """Windows are (name, centre, width)."""
    names, centres, widths = zip(*windows)
    ds.WindowCenter = [str(c) for c in centres]
    ds.WindowWidth = [str(w) for w in widths]
    ds.WindowCenterWidthExplanation = list(names)


def _set_plane(ds, rows, columns, pixel_mm, thickness_mm, z_mm):
    """Axial image plane, head first and supine."""
    ds.PatientPosition = "HFS"
    ds.FrameOfReferenceUID = uid(f"{ds.PatientID}/frame of reference")
    ds.PositionReferenceIndicator = ""
    ds.PixelSpacing = [f"{pixel_mm:g}"] * 2
    ds.SliceThickness = f"{thickness_mm:g}"
    ds.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    left, top = (-(n - 1) / 2 * pixel_mm for n in (columns, rows))
    ds.ImagePositionPatient = [f"{left:g}", f"{top:g}", f"{z_mm:g}"]
    ds.SliceLocation = f"{z_mm:g}"


def mr_slice(pixels, slice_index, patient, series, instance, photometric="MONOCHROME2"):
    """One slice of a head as an MR Image (PS3.3 A.4)."""
    ds = _common(MRImageStorage, "MR", patient, series, instance)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "OTHER"]
    ds.ContrastBolusAgent = "Simulated gadolinium"
    ds.BodyPartExamined = "BRAIN"
    ds.ScanningSequence = "SE"
    ds.SequenceVariant = "SP"
    ds.ScanOptions = ""
    ds.MRAcquisitionType = "2D"
    ds.RepetitionTime = "600"
    ds.EchoTime = "10"
    ds.EchoTrainLength = "1"
    ds.MagneticFieldStrength = "1.5"
    ds.SpacingBetweenSlices = f"{head.SLICE_SPACING_MM:g}"
    z_mm = head.FIRST_SLICE_Z_MM + slice_index * head.SLICE_SPACING_MM
    _set_plane(ds, *pixels.shape, head.PIXEL_MM, head.SLICE_THICKNESS_MM, z_mm)
    stored = pixels if photometric == "MONOCHROME2" else (4095 - pixels).astype(np.uint16)
    _set_pixels(ds, stored, 12, photometric)
    centre = 560 if photometric == "MONOCHROME2" else 4095 - 560
    _set_window(ds, ("BRAIN", centre, 1120))
    return ds


def mr_multiframe(frames, patient, series):
    """Slices in one file: Multi-frame Grayscale Word Secondary Capture (PS3.3 A.8.4) of MR images."""
    ds = _common(MultiFrameGrayscaleWordSecondaryCaptureImageStorage, "MR", patient, series, 1)
    ds.ImageType = ["DERIVED", "SECONDARY"]
    ds.ConversionType = "SYN"
    ds.BodyPartExamined = "BRAIN"
    ds.PatientOrientation = ["L", "P"]
    ds.BurnedInAnnotation = "NO"
    ds.PixelSpacing = [f"{head.PIXEL_MM:g}"] * 2
    ds.NumberOfFrames = str(len(frames))
    ds.FrameIncrementPointer = Tag(0x0018, 0x2005)
    first = head.FIRST_SLICE_Z_MM
    ds.SliceLocationVector = [f"{first + i * head.SLICE_SPACING_MM:g}" for i in MULTIFRAME_SLICES]
    ds.PresentationLUTShape = "IDENTITY"
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "0", "1", "US"
    _set_pixels(ds, frames, 12)
    _set_window(ds, ("BRAIN", 560, 1120))
    return ds


def chest_xray(pixels):
    """Digital X-Ray Image for presentation (PS3.3 A.26), MONOCHROME1."""
    ds = _common(DigitalXRayImageStorageForPresentation, "DX", "CHEST-1", "chest pa", 1)
    ds.ImageType = ["ORIGINAL", "PRIMARY"]
    ds.PresentationIntentType = "FOR PRESENTATION"
    ds.BodyPartExamined = "CHEST"
    ds.ViewPosition = "PA"
    ds.ImageLaterality = "U"
    ds.PatientOrientation = ["L", "F"]
    ds.AnatomicRegionSequence = Sequence([_code("51185008", "SCT", "Chest")])
    view = _code("399348003", "SCT", "postero-anterior")
    view.ViewModifierCodeSequence = Sequence()
    ds.ViewCodeSequence = Sequence([view])
    ds.PositionerType = "NONE"
    ds.AcquisitionContextSequence = Sequence()
    ds.ImagerPixelSpacing = [f"{thorax.XRAY_PIXEL_MM:g}"] * 2
    ds.DetectorType = "DIRECT"
    ds.DetectorID = ""
    ds.KVP = "120"
    ds.PixelIntensityRelationship = "LOG"
    ds.PixelIntensityRelationshipSign = 1
    ds.PresentationLUTShape = "INVERSE"
    ds.LossyImageCompression = "00"
    ds.BurnedInAnnotation = "NO"
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "0", "1", "US"
    _set_pixels(ds, pixels, 12, "MONOCHROME1")
    _set_window(ds, ("CHEST", 2650, 2500))
    return ds


def ct_slice(pixels):
    """CT Image (PS3.3 A.3): signed, rescaled to Hounsfield units, padded outside the reconstruction circle."""
    ds = _common(CTImageStorage, "CT", "CHEST-2", "chest contrast", 1)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.ContrastBolusAgent = "Simulated iodine"
    ds.BodyPartExamined = "CHEST"
    ds.KVP = "120"
    ds.AcquisitionNumber = "1"
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = str(thorax.CT_INTERCEPT_HU), "1", "HU"
    _set_plane(ds, *pixels.shape, thorax.CT_PIXEL_MM, 5, 0)
    ds.ReconstructionDiameter = f"{thorax.CT_SIZE * thorax.CT_PIXEL_MM:g}"
    _set_pixels(ds, pixels, 16)
    ds.add_new("PixelPaddingValue", "SS", thorax.CT_PADDING)
    _set_window(ds, ("MEDIASTINUM", 40, 400), ("LUNG", -600, 1500))
    return ds


def _code(value, scheme, meaning):
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return code


# --- how it is written -----------------------------------------------------------------------------------------------


def write(path, ds, transfer_syntax=ExplicitVRLittleEndian):
    """Writes a Part 10 file; ds holds native little-endian pixels and is encoded as the syntax asks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if transfer_syntax == JPEGLosslessSV1:
        _write_jpeg_lossless(path, ds)
        return
    if transfer_syntax == RLELossless:
        _save(path, ds, ExplicitVRLittleEndian)
        ds = dcmread(path)
        ds.compress(RLELossless, encoding_plugin="pydicom")
        ds["PixelData"].VR = "OB"
    if transfer_syntax == ExplicitVRBigEndian:
        ds.PixelData = np.frombuffer(ds.PixelData, "<u2").astype(">u2").tobytes()
    _save(path, ds, transfer_syntax)


def write_without_meta(path, ds):
    """Writes the bare data set, implicit little endian: no preamble, no meta information, as old archives keep it."""
    ds.is_little_endian, ds.is_implicit_VR = True, True
    ds.save_as(path, write_like_original=True)


def write_truncated(path, whole, kept_fraction):
    """Cuts a copy of a file short, within its pixel data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = whole.read_bytes()
    path.write_bytes(content[: int(len(content) * kept_fraction)])


def _save(path, ds, transfer_syntax):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ds.SOPClassUID
    meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    meta.TransferSyntaxUID = transfer_syntax
    meta.ImplementationClassUID = uid("implementation")
    meta.ImplementationVersionName = "TUMORSCAN_SAMPLE"
    content = Dataset({element.tag: element for element in ds})
    file = FileDataset(str(path), content, file_meta=meta, preamble=b"\0" * 128)
    file.is_little_endian = transfer_syntax != ExplicitVRBigEndian
    file.is_implicit_VR = transfer_syntax == ImplicitVRLittleEndian
    file.save_as(path, write_like_original=False)


def _write_jpeg_lossless(path, ds):
    """Encodes with DCMTK, then writes the result again with our own meta information."""
    with tempfile.TemporaryDirectory() as folder:
        native, encoded = Path(folder, "native.dcm"), Path(folder, "encoded.dcm")
        _save(native, ds, ExplicitVRLittleEndian)
        subprocess.run(["dcmcjpeg", "+e1", "--true-lossless", str(native), str(encoded)], check=True)
        compressed = dcmread(encoded)
    compressed.SOPInstanceUID = ds.SOPInstanceUID
    _save(path, compressed, JPEGLosslessSV1)
