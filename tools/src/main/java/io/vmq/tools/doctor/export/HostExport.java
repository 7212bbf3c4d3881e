package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.HostTopology;
import java.util.List;
import java.util.Optional;

/**
 * A Hyper-V host as an export tells of it. Immutable.
 *
 * @param topology
 *            its processors
 * @param adapters
 *            its network adapters, in the order of the file
 * @param uplinks
 *            what its external switches are bound to
 * @param notes
 *            what the export does not tell, in sentences
 */
public record HostExport(HostTopology topology, List<Adapter> adapters, List<Uplink> uplinks, List<String> notes) {

    public HostExport {
        adapters = List.copyOf(adapters);
        uplinks = List.copyOf(uplinks);
        notes = List.copyOf(notes);
    }

    /** The adapter of that name. */
    public Optional<Adapter> adapter(String name) {
        return adapters.stream().filter(adapter -> adapter.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The adapters of an uplink, in its order. */
    public List<Adapter> adaptersOf(Uplink uplink) {
        return uplink.adapters().stream().flatMap(name -> adapter(name).stream()).toList();
    }

    /** The adapters of an uplink on which VMQ is switched on, in its order. */
    public List<Adapter> vmqAdaptersOf(Uplink uplink) {
        return adaptersOf(uplink).stream().filter(Adapter::hasVmqEnabled).toList();
    }

    /** Whether a virtual switch has the adapter, so that VMQ is used on it and RSS is not (WDD). */
    public boolean isBoundToSwitch(Adapter adapter) {
        return uplinks.stream().anyMatch(uplink -> adaptersOf(uplink).contains(adapter));
    }

    /** The same host with an adapter of that name replaced. */
    public HostExport with(Adapter changed) {
        return new HostExport(topology,
                adapters.stream().map(each -> each.name().equals(changed.name()) ? changed : each).toList(), uplinks,
                notes);
    }
}
