package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.Source;
import io.vmq.nic.notation.TimeSpan;

/**
 * A time during which a VM is not there.
 *
 * @param vm
 *            index of the VM, counted from 0
 * @param fromNs
 *            when it leaves, ns since the trial began; 0 if it is not there from the start
 * @param toNs
 *            when it is back, after {@code fromNs}; {@link Source#NEVER} if it does not come back
 */
public record Absence(int vm, long fromNs, long toNs) {

    public Absence {
        boolean ends = toNs != Source.NEVER;
        long lastNs = ends ? toNs : fromNs;
        if (vm < 0) {
            throw new IllegalArgumentException("absence of VM " + vm + ": an index of 0 or more expected");
        }
        if (fromNs < 0 || toNs <= fromNs || lastNs > TimeSpan.MAX_NS) {
            throw new IllegalArgumentException("absence of VM " + vm + " from " + fromNs + " ns to "
                    + (ends ? toNs + " ns" : "the end") + ": a start of 0 or more, a later end, and at most "
                    + TimeSpan.MAX_NS + " ns expected");
        }
    }

    boolean endsBefore(Absence other) {
        return toNs < other.fromNs;
    }
}
