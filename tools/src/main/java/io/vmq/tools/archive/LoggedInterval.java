package io.vmq.tools.archive;

import java.util.function.Supplier;
import org.HdrHistogram.AbstractHistogram;

/**
 * One line of a histogram log.
 *
 * @param startSeconds
 *            as the log has it, its base time added: since the trial began in ours, often since 1970 in others
 * @param endSeconds
 *            end of the interval, not before its start
 * @param decoder
 *            gives the values; logs have thousands of intervals, which are a hundred times smaller encoded
 */
public record LoggedInterval(double startSeconds, double endSeconds, Supplier<AbstractHistogram> decoder) {

    /** An interval whose values are there already. */
    public LoggedInterval(double startSeconds, double endSeconds, AbstractHistogram values) {
        this(startSeconds, endSeconds, () -> values);
    }

    /** What was recorded in it, decoded anew each time. */
    public AbstractHistogram values() {
        return decoder.get();
    }
}
