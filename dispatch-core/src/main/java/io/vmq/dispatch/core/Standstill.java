package io.vmq.dispatch.core;

import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;

/**
 * When a core stands still: it starts nothing, and a service in progress goes on afterwards. Times are ps and never go back.
 * One thread uses it.
 */
final class Standstill {

    private static final long PS_PER_NS = 1_000;

    private final long[] fromPs;
    private final long[] toPs;
    private int next;
    /** When the next one begins or began; never, if none is left. */
    private long nextFromPs;

    Standstill(Outages outages) {
        fromPs = outages.list().stream().mapToLong(Outage::fromNs).map(ns -> ns * PS_PER_NS).toArray();
        toPs = outages.list().stream().mapToLong(Outage::toNs).map(ns -> ns * PS_PER_NS).toArray();
        nextFromPs = fromOf(0);
    }

    private long fromOf(int standstill) {
        return standstill < fromPs.length ? fromPs[standstill] : Long.MAX_VALUE;
    }

    /** When a service can start that would start at {@code ps}. */
    long startPs(long ps) {
        return ps < nextFromPs ? ps : startInsideOrBehind(ps);
    }

    private long startInsideOrBehind(long ps) {
        while (next < fromPs.length && ps >= toPs[next]) {
            next++;
        }
        nextFromPs = fromOf(next);
        return ps >= nextFromPs ? toPs[next] : ps;
    }

    /** When a service that starts at {@code ps} and needs {@code costPs} ends. */
    long completionPs(long ps, long costPs) {
        long completion = ps + costPs;
        return completion <= nextFromPs ? completion : completionBehind(ps, completion);
    }

    private long completionBehind(long ps, long withoutStandstill) {
        long completion = withoutStandstill;
        for (int i = next; i < fromPs.length && fromPs[i] < completion; i++) {
            completion += fromPs[i] >= ps ? toPs[i] - fromPs[i] : 0;
        }
        return completion;
    }

    /** How long the core stood still from {@code ps} to {@code untilPs}, where {@link #startPs} has given {@code ps}. */
    long withinPs(long ps, long untilPs) {
        long within = 0;
        for (int i = next; i < fromPs.length && fromPs[i] < untilPs; i++) {
            within += Math.max(0, Math.min(toPs[i], untilPs) - Math.max(fromPs[i], ps));
        }
        return within;
    }
}
