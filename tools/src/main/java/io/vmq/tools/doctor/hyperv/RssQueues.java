package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.RssProcessors;
import io.vmq.dispatch.host.RssProfile;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.Adapter.Rss;
import io.vmq.tools.doctor.export.HostExport;
import java.util.List;
import java.util.OptionalInt;

/**
 * The indirection table names no more processors than there are receive queues (WDD rss-configuration), so an adapter with fewer
 * queues than MaxProcessors leaves processors unused. Asked of hardware adapters that no virtual switch has.
 */
final class RssQueues implements Check {

    @Override
    public Remedy remedy() {
        return Remedy.RSS_QUEUES;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        return host.adapters().stream().filter(adapter -> missing(host, adapter).isPresent())
                .map(adapter -> finding(host, adapter)).toList();
    }

    /** Queues that the adapter needs for its processors, if it has fewer. */
    static OptionalInt missing(HostExport host, Adapter adapter) {
        boolean used = adapter.rss().filter(Rss::enabled).isPresent() && !adapter.virtual()
                && !host.isBoundToSwitch(adapter);
        if (!used) {
            return OptionalInt.empty();
        }
        Rss rss = adapter.rss().orElseThrow();
        int processors = processors(host.topology(), rss);
        return rss.queues().isPresent() && rss.queues().getAsInt() < processors ? OptionalInt.of(processors)
                : OptionalInt.empty();
    }

    private static int processors(HostTopology host, Rss rss) {
        return RssProcessors.of(host, rss.setting(), RssProfile.NUMA_STATIC, Integer.MAX_VALUE).used().size();
    }

    private static Finding finding(HostExport host, Adapter adapter) {
        int processors = missing(host, adapter).orElseThrow();
        int queues = adapter.rss().orElseThrow().queues().orElse(0);
        boolean slow = adapter.isBelowTenGigabit();
        return new Finding("rss-queues-fewer-than-processors", slow ? Severity.INFO : Severity.WARNING,
                adapter.name() + ": " + queues + " RSS queues for " + processors + " processors", null,
                "The indirection table names as many processors as there are queues, so " + (processors - queues)
                        + " processors stay idle."
                        + (slow ? " A link below 10 Gb/s does without them."
                                : " If the adapter refuses so many queues, set -MaxProcessors to the most that it takes."),
                "WDD rss-configuration; WSD choose-a-NIC", List.of(adapter.name()), List.of());
    }
}
