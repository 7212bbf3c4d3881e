package io.vmq.tools.scenario;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.team.Team;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.TeamLinks;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Nic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The NICs of a scenario's host, and how the virtual switch is reached through them.
 *
 * @param nics
 *            at least one; ring, policy for a full queue and interrupt moderation are the same for all
 * @param plan
 *            the team through which the virtual switch is reached; without it, it is one NIC
 */
public record Network(List<Nic> nics, Optional<TeamPlan> plan) {

    public Network {
        nics = List.copyOf(nics);
    }

    /** The NICs through which the VMs are reached: the members of the team, the primary one first, or a single NIC. */
    public List<Nic> uplinks() {
        return plan.map(each -> each.members().stream().map(this::named).toList())
                .orElseGet(() -> nics.size() == 1 ? nics
                        : nics.stream().filter(nic -> nic.attachedTo() == AttachedTo.VSWITCH).toList());
    }

    private Nic named(String name) {
        return nics.stream().filter(nic -> nic.name().equals(name)).findFirst().orElseThrow();
    }

    /** The NICs in the order of their port numbers: those of the switch, then those of the host itself. */
    public List<Nic> ports() {
        List<Nic> uplinks = uplinks();
        return Stream.concat(uplinks.stream(), nics.stream().filter(nic -> !uplinks.contains(nic))).toList();
    }

    /** The port number of a NIC. */
    public int portOf(String nic) {
        return ports().stream().map(Nic::name).toList().indexOf(nic);
    }

    /** The team as the virtual switch knows it. */
    public Optional<Team> team() {
        return plan.map(each -> each.team(uplinks()));
    }

    /** What all links to the VMs carry together. */
    public LinkRate link() {
        return TeamLinks.together(uplinks().stream().map(Nic::link).toList());
    }

    /** The processors that serve queues, in the order in which they are taken into use, NIC after NIC; at least one. */
    List<Processor> cores(HostTopology host) {
        return ports().stream().flatMap(nic -> nic.cores(host).stream()).distinct().toList();
    }
}
