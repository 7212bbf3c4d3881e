package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.SwitchEvents;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.QueueMode;
import io.vmq.dispatch.team.TeamMode;
import java.util.List;
import java.util.Optional;

/**
 * What connects a virtual switch to the network: one adapter, or a team.
 *
 * @param vmSwitch
 *            the switch
 * @param team
 *            the team, if there is one
 * @param adapters
 *            names of the adapters, in the order of the team
 * @param vms
 *            names of the VMs with an adapter on the switch that may have a queue; one that has several stands there several
 *            times
 * @param iov
 *            whether the switch was made for SR-IOV, which takes the place of VMQ (WDD nondefault-virtual-ports-and-vmq)
 */
public record Uplink(SwitchEvents.Named vmSwitch, Optional<BoundTeam> team, List<String> adapters, List<String> vms,
        boolean iov) {

    public Uplink {
        adapters = List.copyOf(adapters);
        vms = List.copyOf(vms);
    }

    /**
     * A team under a switch.
     *
     * @param device
     *            the team's own NIC, as events name it
     */
    public record BoundTeam(String name, SwitchEvents.Named device, TeamMode mode, LoadDistribution distribution) {

        /** How its queues count. */
        public QueueMode queueMode() {
            return QueueMode.of(mode, distribution);
        }
    }
}
