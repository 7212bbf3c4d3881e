package io.vmq.nic.load;

import io.vmq.nic.notation.TimeSpan;

/**
 * A rate that holds from a time on.
 *
 * @param fromNs
 *            time since the trial began, ns, 0 to {@link TimeSpan#MAX_NS}
 * @param ratePps
 *            frames per second in the long run; 0 for silence, else finite and {@link Load#MIN_RATE_PPS} or more
 */
public record LoadPhase(long fromNs, double ratePps) {

    public LoadPhase {
        if (fromNs < 0 || fromNs > TimeSpan.MAX_NS) {
            throw new IllegalArgumentException(
                    "load phase from " + fromNs + " ns: 0 to " + TimeSpan.MAX_NS + " expected");
        }
        if (ratePps != 0 && !(ratePps >= Load.MIN_RATE_PPS && ratePps < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("load phase from " + new TimeSpan(fromNs).text() + " at " + ratePps
                    + " frames/s: 0, or a finite rate of " + Load.MIN_RATE_PPS + " or more expected");
        }
    }
}
