/**
 * Reads zip archives entry by entry, without unpacking anything to disk and within limits. May
 * import {@code dicom} for its failures, Commons Compress, which no other package knows, and the
 * JDK.
 */
@NullMarked
package org.tumorscan.archive;

import org.jspecify.annotations.NullMarked;
