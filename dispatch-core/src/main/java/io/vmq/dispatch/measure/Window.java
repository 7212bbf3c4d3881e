package io.vmq.dispatch.measure;

/**
 * The measured part of a trial. A frame belongs to the warm-up or to the measured window by when it was due, wherever it ends.
 *
 * @param fromNs
 *            end of the warm-up, ns since the trial began
 * @param toNs
 *            end of the trial; nothing is due at or after it
 */
public record Window(long fromNs, long toNs) {

    public Window {
        if (fromNs < 0 || toNs <= fromNs) {
            throw new IllegalArgumentException(
                    "window from " + fromNs + " to " + toNs + " ns: 0 <= from < to expected");
        }
    }

    public static Window after(long warmupNs, long durationNs) {
        return new Window(warmupNs, warmupNs + durationNs);
    }

    public boolean measures(long dueNs) {
        return dueNs >= fromNs;
    }

    public long durationNs() {
        return toNs - fromNs;
    }
}
