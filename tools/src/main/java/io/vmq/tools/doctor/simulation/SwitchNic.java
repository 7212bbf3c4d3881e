package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.List;
import java.util.OptionalInt;

/**
 * An adapter under a virtual switch as the switch uses it.
 *
 * @param usesVmq
 *            whether VMs have queues on it: VMQ is enabled, and the link has 10 Gb/s or queues are seen to be allocated (TUNE)
 * @param setting
 *            processors of its queues; without VMQ all frames are received on the first one of the host
 */
record SwitchNic(Adapter adapter, boolean usesVmq, ProcessorSetting setting) {

    private static final ProcessorSetting FIRST = ProcessorSetting.of(0, 0, 1);

    static SwitchNic of(Adapter adapter) {
        boolean uses = adapter.hasVmqEnabled() && (!adapter.isBelowTenGigabit() || adapter.queuesInUse() > 0);
        return new SwitchNic(adapter, uses,
                uses ? adapter.vmq().map(Adapter.Vmq::setting).orElse(FIRST) : FIRST);
    }

    /** Those of an uplink, each once, in its order. */
    static List<SwitchNic> of(HostExport host, Uplink uplink) {
        return host.adaptersOf(uplink).stream().distinct().map(SwitchNic::of).toList();
    }

    String name() {
        return adapter.name();
    }

    /** Queues beside the default queue, if the export says how many. */
    OptionalInt queues() {
        return adapter.vmq().map(Adapter.Vmq::queues).orElse(OptionalInt.empty());
    }

    boolean hasProcessor(HostTopology host) {
        return !ProcessorSet.of(host, setting).isEmpty();
    }
}
