package org.tumorscan.image;

/**
 * A DICOM lookup table: entries for consecutive stored values, the ends extended to all others.
 *
 * @param firstMapped the stored value that maps to the first entry; LUT Descriptor (0028,3002),
 *     value 2
 * @param entries at least one output value; LUT Data (0028,3006)
 * @param bitsPerEntry 8 to 16; LUT Descriptor, value 3. The output range is 0 to 2^bits - 1
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.1.1">PS3.3
 *     C.11.1.1</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record LookupTable(int firstMapped, int[] entries, int bitsPerEntry) {

  /** Checks the ranges given above and copies the entries. */
  public LookupTable {
    if (entries.length == 0) {
      throw new IllegalArgumentException("a lookup table without entries");
    }
    if (bitsPerEntry < 1 || bitsPerEntry > 16) {
      throw new IllegalArgumentException(bitsPerEntry + " bits per lookup table entry");
    }
    entries = entries.clone();
  }

  /** The entry for a value; values outside the table take its first or last entry. */
  public int apply(double value) {
    double index = value - firstMapped;
    if (index <= 0) {
      return entries[0];
    }
    return index >= entries.length - 1 ? entries[entries.length - 1] : entries[(int) index];
  }

  /** The largest value an entry may hold: 2^bits - 1. */
  public int maximum() {
    return (1 << bitsPerEntry) - 1;
  }
}
