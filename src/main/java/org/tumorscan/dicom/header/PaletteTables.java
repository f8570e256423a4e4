package org.tumorscan.dicom.header;

import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.header.LookupTables.Descriptor;
import org.tumorscan.image.LookupTable;
import org.tumorscan.image.PaletteColor;

/**
 * The Palette Color Lookup Table Module, plain or segmented.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.9">PS3.3
 *     C.7.9</a>
 */
final class PaletteTables {
  private final DataSet dataSet;
  private final boolean signed;

  private PaletteTables(DataSet dataSet, boolean signed) {
    this.dataSet = dataSet;
    this.signed = signed;
  }

  /**
   * The palette of a PALETTE COLOR image.
   *
   * @param signed stored values are signed, and so is the first value mapped
   * @throws DicomException {@code MISSING_ATTRIBUTE} or {@code INVALID_ATTRIBUTE}
   */
  static PaletteColor of(DataSet dataSet, boolean signed) throws DicomException {
    PaletteTables tables = new PaletteTables(dataSet, signed);
    LookupTable red =
        tables.table(
            "Red",
            DicomTag.RED_PALETTE_DESCRIPTOR,
            DicomTag.RED_PALETTE_DATA,
            DicomTag.SEGMENTED_RED_PALETTE_DATA);
    LookupTable green =
        tables.table(
            "Green",
            DicomTag.GREEN_PALETTE_DESCRIPTOR,
            DicomTag.GREEN_PALETTE_DATA,
            DicomTag.SEGMENTED_GREEN_PALETTE_DATA);
    LookupTable blue =
        tables.table(
            "Blue",
            DicomTag.BLUE_PALETTE_DESCRIPTOR,
            DicomTag.BLUE_PALETTE_DATA,
            DicomTag.SEGMENTED_BLUE_PALETTE_DATA);
    if (red.bitsPerEntry() != green.bitsPerEntry() || red.bitsPerEntry() != blue.bitsPerEntry()) {
      throw new Values(dataSet)
          .invalid(
              DicomTag.RED_PALETTE_DESCRIPTOR,
              "the palette has entries of %d, %d and %d bits"
                  .formatted(red.bitsPerEntry(), green.bitsPerEntry(), blue.bitsPerEntry()));
    }
    return new PaletteColor(red, green, blue);
  }

  private LookupTable table(String colour, DicomTag descriptorTag, DicomTag data, DicomTag segments)
      throws DicomException {
    String name = colour + " Palette Color Lookup Table";
    Values values = new Values(dataSet);
    values.requiredInteger(descriptorTag, name + " Descriptor");
    int[] plain = dataSet.unsignedIntegers(data);
    int[] segmented = dataSet.unsignedIntegers(segments);
    if (plain.length == 0 && segmented.length == 0) {
      throw values.missing(data, name + " Data");
    }
    Optional<Descriptor> descriptor = Descriptor.of(dataSet, descriptorTag, signed);
    Optional<LookupTable> table =
        plain.length > 0
            ? descriptor.flatMap(found -> found.table(plain))
            : descriptor.flatMap(found -> found.segmentedTable(segmented));
    return table.orElseThrow(
        () -> values.invalid(descriptorTag, "the " + name + "'s descriptor and data do not agree"));
  }
}
