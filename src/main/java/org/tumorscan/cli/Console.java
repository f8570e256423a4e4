package org.tumorscan.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * The world outside the program, so that tests can be it.
 *
 * @param out results only, UTF-8
 * @param err diagnostics and progress, UTF-8
 * @param in for {@code --files-from -}
 * @param stop the user's wish that the run end
 * @param environment variables by name
 */
record Console(
    PrintWriter out,
    PrintWriter err,
    InputStream in,
    StopSignal stop,
    Map<String, String> environment) {}
