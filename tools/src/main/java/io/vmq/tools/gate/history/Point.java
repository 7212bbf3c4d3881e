package io.vmq.tools.gate.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result of a history.
 *
 * @param label
 *            name of its folder or file, or its commit where a row of a CSV file is all there is
 * @param commit
 *            what was measured, as the result says; null if it does not
 * @param time
 *            when, as its name says, or its file
 */
public record Point(String label, @Nullable String commit, Instant time) {}
