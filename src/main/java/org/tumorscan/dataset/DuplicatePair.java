package org.tumorscan.dataset;

/**
 * Two pictures that show the same.
 *
 * @param first index of a case
 * @param second index of a later case
 * @param agreement correlation of their detail when one lies on the other, in (0, 1]
 * @param mirroring how the second must be laid to look like the first
 */
public record DuplicatePair(int first, int second, double agreement, Mirroring mirroring) {}
