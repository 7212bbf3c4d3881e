package io.vmq.tools.doctor.simulation;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.scenario.Network;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Emulated;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Run;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios in which all that an export does not tell is as scenario files have it by default. */
final class Drafts {

    /** What VMs of an export are addressed by, since exports hold no addresses; the range of Hyper-V. */
    private static final MacAddress FIRST_MAC = MacAddress.parse("00:15:5d:00:00:01");
    private static final Scenario DEFAULT = ScenarioReader.read(
            ScenarioSource.parse("export", Path.of(""), "version: 1\n".getBytes(StandardCharsets.UTF_8)),
            Map.of(Setting.CLOCK, "virtual", Setting.WARMUP, "200ms", Setting.DURATION, "1s", Setting.DETAIL, "total"),
            TrialDefaults.ONE);
    /** Frames of a measured window, at least; with fewer a trial is INVALID. */
    private static final double FEWEST_FRAMES = 20_000;
    private static final double NS_PER_SECOND = 1e9;

    private Drafts() {}

    /** The frames and flows that all scenarios have. */
    static Emulated traffic() {
        return (Emulated) DEFAULT.traffic();
    }

    /** The cores that all scenarios have. */
    static Scenario.Host host() {
        return DEFAULT.host();
    }

    /** How all scenarios are run, but for their mode, and the length where little comes. */
    static Run run() {
        return DEFAULT.run();
    }

    /** VMs of those names, in the order in which they ask for queues; names that stand twice are numbered. */
    static List<Vm> vms(List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        List<Vm> vms = new ArrayList<>();
        for (String name : names) {
            int times = seen.merge(name, 1, Integer::sum);
            vms.add(new Vm(new VirtualMachine(times == 1 ? name : name + " (" + times + ")",
                    FIRST_MAC.plus(vms.size()), VirtualMachine.NO_VLAN), VmqAllocation.NEXT_FREE));
        }
        return vms;
    }

    /** An adapter whose link is known. */
    static Nic nic(Adapter adapter, int queues, ProcessorSetting processors, AttachedTo attachedTo) {
        Nic usual = DEFAULT.nic();
        return new Nic(adapter.name(), new LinkRate(adapter.linkBps().orElseThrow()), queues, usual.queuesPerVm(),
                usual.ring(), usual.whenFull(), usual.moderation(), Optional.of(processors), attachedTo,
                Optional.empty());
    }

    /** A scenario for one mode. */
    static Scenario scenario(String name, HostTopology topology, Network network, List<Vm> vms, Rate rate,
            String mode) {
        Emulated usual = traffic();
        Emulated traffic = new Emulated(rate, usual.frames(), usual.arrivals(), usual.flowsPerVm(), usual.popularity(),
                usual.flowPopularity(), usual.adversary());
        double pps = rate.ratePps(network.link(), usual.frames().meanBytes());
        return new Scenario(name, new Scenario.Host(topology, host().service()), network, DEFAULT.rss(),
                DEFAULT.vrss(), vms, traffic, List.of(), DEFAULT.balance(), DEFAULT.timeline(), List.of(),
                run(mode, pps));
    }

    private static Run run(String mode, double pps) {
        Run usual = run();
        long durationNs = Math.max(usual.durationNs(), (long) Math.ceil(FEWEST_FRAMES / pps * NS_PER_SECOND));
        return new Run(List.of(mode), usual.clock(), usual.coreMode(), usual.cpus(), durationNs, usual.warmupNs(),
                usual.trials(), usual.seed(), usual.detail());
    }
}
