package io.vmq.dispatch.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All outages of one thing, in order of time; those that touch or overlap are one. Immutable.
 *
 * @param list
 *            in ascending order, disjoint
 */
public record Outages(List<Outage> list) {

    /** Nothing ever fails. */
    public static final Outages NONE = new Outages(List.of());

    public Outages {
        list = merged(list);
    }

    private static List<Outage> merged(List<Outage> outages) {
        List<Outage> merged = new ArrayList<>();
        for (Outage next : outages.stream().sorted(Comparator.comparingLong(Outage::fromNs)).toList()) {
            if (!merged.isEmpty() && next.fromNs() <= merged.getLast().toNs()) {
                Outage last = merged.removeLast();
                merged.add(new Outage(last.fromNs(), Math.max(last.toNs(), next.toNs())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** A watch over these outages for one reader whose time never goes back. */
    public OutageWatch watch() {
        return new OutageWatch(this);
    }
}
