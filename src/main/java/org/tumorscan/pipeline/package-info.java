/**
 * The use cases, each a class that connects ports: classify scans, train a model, evaluate one,
 * inspect scans. May import everything but {@code djl}, {@code dicom.part10}, {@code dicom.dcm4che}
 * and {@code cli}.
 */
@NullMarked
package org.tumorscan.pipeline;

import org.jspecify.annotations.NullMarked;
