package io.vmq.dispatch.fault;

/**
 * Follows {@link Outages} along a time that never goes back, at the cost of one comparison while nothing fails. Whoever asks
 * chooses the moments; one thread uses a watch.
 */
public final class OutageWatch {

    private final long[] fromNs;
    private final long[] toNs;
    private int next;

    OutageWatch(Outages outages) {
        fromNs = outages.list().stream().mapToLong(Outage::fromNs).toArray();
        toNs = outages.list().stream().mapToLong(Outage::toNs).toArray();
    }

    /** The moment from which on things work, at or after {@code atNs}: that moment itself, or the end of the outage there. */
    public long releaseNs(long atNs) {
        if (next == fromNs.length || atNs < fromNs[next]) {
            return atNs;
        }
        return insideOrBehind(atNs);
    }

    private long insideOrBehind(long atNs) {
        while (next < fromNs.length && atNs >= toNs[next]) {
            next++;
        }
        return next < fromNs.length && atNs >= fromNs[next] ? toNs[next] : atNs;
    }

    /** Whether nothing works at {@code atNs}. */
    public boolean isOut(long atNs) {
        return releaseNs(atNs) > atNs;
    }
}
