package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.List;
import java.util.stream.Stream;

/**
 * An adapter under a virtual switch, with VMQ switched on.
 *
 * @param set
 *            the processors that its setting comes to
 */
record VmqNic(Adapter adapter, Uplink uplink, ProcessorSetting setting, ProcessorSet set) {

    /** All of a host, in the order of its uplinks. */
    static List<VmqNic> of(HostExport host) {
        return host.uplinks().stream().flatMap(uplink -> of(host, uplink)).toList();
    }

    private static Stream<VmqNic> of(HostExport host, Uplink uplink) {
        return host.vmqAdaptersOf(uplink).stream().flatMap(adapter -> adapter.vmq().stream()
                .map(vmq -> new VmqNic(adapter, uplink, vmq.setting(),
                        ProcessorSet.of(host.topology(), vmq.setting()))));
    }

    String name() {
        return adapter.name();
    }

    /** Name and processors, for titles. */
    String shown() {
        return name() + " (" + (set.isEmpty() ? "none" : set) + ")";
    }
}
