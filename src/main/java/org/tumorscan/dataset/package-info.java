/**
 * Labelled data before anything is learned from it: reading its table or class directories,
 * near-duplicates, splits that part no patient, and how far the label can be told without looking
 * at tissue. Pure arithmetic over pictures that others decode. May import {@code image}, {@code
 * evaluation} and Jackson's CSV reader.
 */
@NullMarked
package org.tumorscan.dataset;

import org.jspecify.annotations.NullMarked;
