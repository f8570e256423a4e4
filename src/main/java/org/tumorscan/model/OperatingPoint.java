package org.tumorscan.model;

/**
 * A threshold chosen for a purpose.
 *
 * @param name {@code balanced}, {@code screening} or {@code specific}
 * @param threshold likelihood from which a slice is suspicious, in [0, 1]
 * @param sensitivity on the validation split, in [0, 1]
 * @param specificity on the validation split, in [0, 1]
 */
public record OperatingPoint(
    String name, double threshold, double sensitivity, double specificity) {}
