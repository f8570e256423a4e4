/**
 * The command line: parses, wires, prints, exits. {@link org.tumorscan.cli.Main} holds the only
 * {@code System.exit}; {@code Wiring} alone names implementations of the ports.
 */
@NullMarked
package org.tumorscan.cli;

import org.jspecify.annotations.NullMarked;
