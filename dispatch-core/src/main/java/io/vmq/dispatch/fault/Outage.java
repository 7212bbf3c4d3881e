package io.vmq.dispatch.fault;

/**
 * A time in which something does not work.
 *
 * @param fromNs
 *            first moment of it, ns since the trial began
 * @param toNs
 *            first moment after it
 */
public record Outage(long fromNs, long toNs) {

    public Outage {
        if (fromNs < 0 || toNs <= fromNs) {
            throw new IllegalArgumentException(
                    "outage from " + fromNs + " to " + toNs + " ns: 0 <= from < to expected");
        }
    }
}
