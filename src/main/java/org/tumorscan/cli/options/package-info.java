/**
 * Option groups of the command line; each turns into a plain record, so nothing below knows
 * picocli.
 */
@NullMarked
package org.tumorscan.cli.options;

import org.jspecify.annotations.NullMarked;
