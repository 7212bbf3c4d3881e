package io.vmq.nic.load;

/**
 * A stretch of trial time.
 *
 * @param fromNs
 *            its start, ns since the trial began, 0 or more
 * @param toNs
 *            its end, after the start; no longer part of it
 */
public record TimeWindow(long fromNs, long toNs) {

    public TimeWindow {
        if (fromNs < 0 || toNs <= fromNs) {
            throw new IllegalArgumentException("window from " + fromNs + " ns to " + toNs
                    + " ns: a start of 0 or more and a later end expected");
        }
    }

    public long lengthNs() {
        return toNs - fromNs;
    }

    /** How much of it lies between two times; 0 if nothing does. */
    public long overlapNs(long startNs, long endNs) {
        return Math.max(0, Math.min(toNs, endNs) - Math.max(fromNs, startNs));
    }
}
