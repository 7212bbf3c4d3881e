package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.RssProcessors;
import io.vmq.dispatch.host.RssProfile;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.Adapter.Rss;
import io.vmq.tools.scenario.Network;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A NIC of the host itself as a scenario: RSS over its queues, and flows to one address. For adapters whose number of RSS queues is
 * known.
 */
final class HostNicScenario {

    private HostNicScenario() {}

    /** The first thing that is missing for it, in half a sentence; empty if nothing is. */
    static Optional<String> gap(HostTopology host, Adapter adapter) {
        return Gaps.ofLinks(List.of(adapter)).or(() -> used(host, adapter) > 0 ? Optional.empty()
                : Optional.of("no processor fits its RSS settings"));
    }

    /** The scenario of a NIC that has no gap. */
    static Scenario of(HostTopology host, Adapter adapter, SimulatedLoad load) {
        Scenario.Nic nic = Drafts.nic(adapter, queues(adapter), processors(host, adapter), AttachedTo.HOST);
        return Drafts.scenario(adapter.name(), host, new Network(List.of(nic), Optional.empty()),
                Drafts.vms(List.of(adapter.name())), load.over(List.of(nic.link()), List.of(1.0)), "rss");
    }

    private static int queues(Adapter adapter) {
        return Math.max(1, rss(adapter).queues().orElseThrow());
    }

    private static Rss rss(Adapter adapter) {
        return adapter.rss().orElseThrow();
    }

    /** As many of its processors as RSS uses; which of them the preferred node puts first makes no difference to their number. */
    private static ProcessorSetting processors(HostTopology host, Adapter adapter) {
        ProcessorSetting all = rss(adapter).setting();
        return new ProcessorSetting(all.baseGroup(), all.baseNumber(), OptionalInt.of(used(host, adapter)),
                all.maxGroup(), all.maxNumber(), OptionalInt.empty());
    }

    private static int used(HostTopology host, Adapter adapter) {
        return RssProcessors.of(host, rss(adapter).setting(), RssProfile.NUMA_STATIC, queues(adapter)).used().size();
    }
}
