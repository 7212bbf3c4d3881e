package io.vmq.tools.archive;

import org.HdrHistogram.AbstractHistogram;

/**
 * One line of a histogram log.
 *
 * @param startSeconds
 *            as the log has it, its base time added: since the trial began in ours, often since 1970 in others
 * @param endSeconds
 *            end of the interval, not before its start
 * @param values
 *            what was recorded in it, packed: looking up single values is slow, adding it to another is not; nobody changes it
 */
public record LoggedInterval(double startSeconds, double endSeconds, AbstractHistogram values) {}
