package org.tumorscan.report.evaluation;

import org.tumorscan.evaluation.Performance;

/**
 * A part of the cases.
 *
 * @param by {@code source}, {@code scanner}, {@code sex} or {@code age}
 * @param value of the cases in it
 * @param performance on them
 */
public record Subgroup(String by, String value, Performance performance) {}
