package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.team.Team;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a simulation needs and an export does not tell, each in half a sentence. */
final class Gaps {

    /** VM adapters of a switch, at most; a Hyper-V host runs 1,024 VMs. */
    static final int MAX_VMS = 8_192;
    private static final long MIN_BPS = 1_000_000;

    private Gaps() {}

    /** The first thing that is missing for a switch; empty if nothing is. */
    static Optional<String> of(HostExport host, Uplink uplink) {
        return Stream.<Optional<String>>of(ofSwitch(host, uplink), ofVms(uplink), ofLinks(host.adaptersOf(uplink)),
                ofQueues(host, uplink)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> ofSwitch(HostExport host, Uplink uplink) {
        if (uplink.iov()) {
            return Optional.of("it was made for SR-IOV, which takes the place of VMQ and is not modelled");
        }
        Optional<String> unknown = uplink.adapters().stream().filter(name -> host.adapter(name).isEmpty()).findFirst();
        if (unknown.isPresent() || uplink.adapters().isEmpty()) {
            return Optional.of("its adapter " + unknown.map(name -> name + " ").orElse("")
                    + "is not among those of the export");
        }
        int nics = SwitchNic.of(host, uplink).size();
        if (uplink.team().isEmpty() && nics > 1) {
            return Optional.of("it has " + nics + " adapters and no team is known");
        }
        return nics > Team.MAX_MEMBERS
                ? Optional.of("its team has " + nics + " members, at most " + Team.MAX_MEMBERS + " are possible")
                : Optional.empty();
    }

    private static Optional<String> ofVms(Uplink uplink) {
        if (uplink.vms().isEmpty()) {
            return Optional.of("no VM adapter that may have a queue is known on it");
        }
        return uplink.vms().size() > MAX_VMS
                ? Optional.of("it has " + uplink.vms().size() + " VM adapters, at most " + MAX_VMS + " are simulated")
                : Optional.empty();
    }

    /** Links that are not known, or not of a speed that the model has. */
    static Optional<String> ofLinks(List<Adapter> adapters) {
        long together = 0;
        for (Adapter adapter : adapters) {
            if (adapter.linkBps().isEmpty()) {
                return Optional
                        .of("the link of " + adapter.name() + " is down, or its speed is not in the export");
            }
            long bps = adapter.linkBps().getAsLong();
            if (bps < MIN_BPS || bps > LinkRate.MAX_BPS) {
                return Optional.of("the link of " + adapter.name() + " has " + bps
                        + " b/s, links from 1 Mb/s to 1 Tb/s are modelled");
            }
            together += bps;
        }
        return together > LinkRate.MAX_BPS
                ? Optional.of("its links have " + together + " b/s together, at most 1 Tb/s is modelled")
                : Optional.empty();
    }

    private static Optional<String> ofQueues(HostExport host, Uplink uplink) {
        for (SwitchNic nic : SwitchNic.of(host, uplink)) {
            if (nic.usesVmq() && nic.queues().orElse(0) == 0) {
                return Optional.of("the number of VMQ receive queues of " + nic.name()
                        + (nic.queues().isPresent() ? " is 0" : " is not in the export"));
            }
            if (!nic.hasProcessor(host.topology())) {
                return Optional.of("no processor fits the settings of " + nic.name()
                        + ", and where its queues are then served is not known");
            }
        }
        return Optional.empty();
    }
}
