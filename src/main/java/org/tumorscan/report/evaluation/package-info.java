/**
 * What an evaluation comes to, and the writers that say so: JSON, an HTML page, plots as SVG and
 * PNG, a table on the console.
 *
 * <p>Holds labels and likelihoods of every case, but pictures of the worst errors alone. Groups
 * (patients) only decide what is drawn together; their names are never written. {@code
 * evaluation-schema.json} describes {@code evaluation.json}. May import what {@code report} may,
 * JFreeChart and Batik.
 */
@NullMarked
package org.tumorscan.report.evaluation;

import org.jspecify.annotations.NullMarked;
