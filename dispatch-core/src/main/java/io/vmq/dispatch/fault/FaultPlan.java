package io.vmq.dispatch.fault;

import java.util.Map;

/**
 * Everything that fails in a trial. Times are ns since the trial began.
 *
 * @param source
 *            when the source stands still: frames due then are handed over when it goes on, unless that is too late
 * @param links
 *            by number of the port, when its link is down: frames due then are lost
 * @param cores
 *            by number of the core, when it stands still: it starts nothing, and what it is at takes that much longer
 */
public record FaultPlan(Outages source, Map<Integer, Outages> links, Map<Integer, Outages> cores) {

    /** Nothing fails. */
    public static final FaultPlan NONE = new FaultPlan(Outages.NONE, Map.of(), Map.of());

    public FaultPlan {
        links = Map.copyOf(links);
        cores = Map.copyOf(cores);
    }

    /** When the link of {@code port} is down. */
    public Outages ofLink(int port) {
        return links.getOrDefault(port, Outages.NONE);
    }

    /** When {@code core} stands still. */
    public Outages ofCore(int core) {
        return cores.getOrDefault(core, Outages.NONE);
    }
}
