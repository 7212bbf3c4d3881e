package io.vmq.tools.archive;

import org.HdrHistogram.AbstractHistogram;

/**
 * One line of a histogram log.
 *
 * @param startSeconds
 *            as the log has it: since the trial began in ours, often since 1970 in others
 * @param endSeconds
 *            end of the interval
 * @param values
 *            what was recorded in it; nobody changes it
 */
public record LoggedInterval(double startSeconds, double endSeconds, AbstractHistogram values) {}
