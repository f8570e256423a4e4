/**
 * What a run has found out, kept on disk while it goes on, so that a run that was cut off need not
 * find it out again. Holds nothing of the patient: neither a path nor a UID. May import {@code
 * image}, {@code inference} and Jackson.
 */
@NullMarked
package org.tumorscan.journal;

import org.jspecify.annotations.NullMarked;
