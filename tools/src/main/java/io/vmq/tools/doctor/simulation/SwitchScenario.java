package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.team.Team;
import io.vmq.dispatch.team.TeamPorts;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import io.vmq.tools.scenario.Network;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.TeamPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A virtual switch of a host as a scenario: its uplinks, and the VM adapters on it. Runs in mode {@code vmq}, or in mode {@code
 * single} where no uplink uses VMQ.
 */
final class SwitchScenario {

    private final HostExport host;
    private final Uplink uplink;
    private final List<SwitchNic> nics;
    private final List<Vm> vms;

    private SwitchScenario(HostExport host, Uplink uplink) {
        this.host = host;
        this.uplink = uplink;
        nics = SwitchNic.of(host, uplink);
        vms = Drafts.vms(uplink.vms());
    }

    /** The scenario of a switch that has no {@link Gaps}. */
    static Scenario of(HostExport host, Uplink uplink, SimulatedLoad load) {
        return new SwitchScenario(host, uplink).scenario(load);
    }

    private Scenario scenario(SimulatedLoad load) {
        Network network = new Network(nics.stream().map(this::nic).toList(), plan());
        List<LinkRate> links = network.uplinks().stream().map(Nic::link).toList();
        Rate rate = load.over(links, shares(network));
        String mode = nics.stream().anyMatch(SwitchNic::usesVmq) ? "vmq" : "single";
        return Drafts.scenario(uplink.vmSwitch().friendlyName(), host.topology(), network, vms, rate, mode);
    }

    /**
     * Queues that no VM can get are left away. An adapter without VMQ beside others with it has one queue, on the core of its default
     * queue: which of the two a frame takes makes no difference.
     */
    private Nic nic(SwitchNic nic) {
        int queues = nic.usesVmq() ? Math.min(nic.queues().orElseThrow(), vms.size()) : 1;
        return Drafts.nic(nic.adapter(), queues, nic.setting(), AttachedTo.VSWITCH);
    }

    private Optional<TeamPlan> plan() {
        return uplink.team().map(team -> TeamPlan.usual(team.name(), team.mode(), team.distribution(),
                nics.stream().map(SwitchNic::name).toList()));
    }

    /** For each link the part of all frames that comes over it. */
    private List<Double> shares(Network network) {
        double[] shares = new double[nics.size()];
        Optional<Team> team = network.team();
        if (team.isEmpty()) {
            shares[0] = 1;
        } else {
            TeamPorts ports = connected(team.get());
            for (int vm = 0; vm < vms.size(); vm++) {
                List<Integer> members = ports.arrivals(vm);
                members.forEach(member -> shares[member] += 1.0 / members.size() / vms.size());
            }
        }
        return Arrays.stream(shares).boxed().toList();
    }

    private TeamPorts connected(Team team) {
        TeamPorts ports = TeamPorts.of(team);
        for (Vm vm : vms) {
            ports = ports.connect(vm.machine());
        }
        return ports;
    }
}
