package io.vmq.tools.scenario;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.tools.scenario.Scenario.Balance;
import io.vmq.tools.scenario.Scenario.Capture;
import io.vmq.tools.scenario.Scenario.Emulated;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Run;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.Scenario.Vrss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the normalised form of a scenario: every key that matters, in one order, in one spelling. */
public final class ScenarioWriter {

    private ScenarioWriter() {}

    /** A YAML file without comments that reads back as an equal scenario. */
    public static String yaml(Scenario scenario) {
        return YamlText.of(document(scenario));
    }

    /**
     * The same as maps, lists, strings, {@link Integer} and {@link Long}, for a result document. Rates, durations and
     * costs are texts with their unit.
     */
    public static Map<String, Object> document(Scenario scenario) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("name", scenario.name());
        document.put("host", host(scenario.host()));
        document.put("nics", scenario.nics().stream()
                .map(nic -> nic(nic, scenario.coresOf(nic).size(), scenario.run().modes().contains("vmmq"))).toList());
        scenario.network().plan().ifPresent(team -> document.put(TeamReader.KEY, List.of(team(team))));
        Map<String, Object> traffic = new LinkedHashMap<>();
        switch (scenario.traffic()) {
            case Emulated emulated -> {
                emulated(traffic, emulated);
                document.put(VmsReader.KEY, vms(scenario.vms(), emulated, traffic));
            }
            case Capture capture -> capture(traffic, capture);
        }
        document.put(TrafficSections.KEY, scenario.hostTraffic().isEmpty() ? traffic : all(traffic, scenario));
        if (!scenario.rss().equals(RssSettings.DEFAULT)) {
            document.put("rss", rss(scenario.rss()));
        }
        if (!scenario.vrss().equals(Vrss.DEFAULT) || scenario.run().modes().contains("vrss")) {
            document.put(VrssReader.KEY, VrssReader.write(scenario.vrss()));
        }
        if (!scenario.balance().equals(Balance.NONE)) {
            document.put(BalanceReader.KEY, balance(scenario.balance()));
        }
        if (!scenario.timeline().isEmpty()) {
            document.put(TimelineReader.KEY, TimelineText.of(scenario.timeline(), scenario.vms()));
        }
        if (!scenario.faults().isEmpty()) {
            document.put(Setting.FAULT.key(), scenario.faults().stream().map(Fault::text).toList());
        }
        document.put("run", run(scenario.run()));
        return document;
    }

    private static Map<String, Object> team(TeamPlan team) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", team.name());
        map.put("mode", Values.word(team.mode()));
        map.put("distribution", Values.word(team.distribution()));
        map.put("members", team.members());
        map.put("failover", new TimeSpan(team.failoverNs()).text());
        map.put("switchBufferBytes", team.switchBufferBytes());
        return map;
    }

    private static List<Map<String, Object>> all(Map<String, Object> ofVms, Scenario scenario) {
        Map<String, Object> toVms = new LinkedHashMap<>();
        toVms.put(TrafficSections.TO, TrafficSections.TO_VMS);
        toVms.putAll(ofVms);
        List<Map<String, Object>> all = new ArrayList<>(List.of(toVms));
        scenario.hostTraffic().forEach(traffic -> all.add(hostTraffic(traffic)));
        return all;
    }

    private static Map<String, Object> hostTraffic(HostTraffic traffic) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(TrafficSections.TO, traffic.nic());
        map.put(Setting.RATE.lastKey(), traffic.rate().text());
        map.put(Setting.FRAME_SIZE.lastKey(), traffic.frames().sizes().text());
        map.put(Setting.ARRIVALS.lastKey(), traffic.arrivals().text());
        map.put(Setting.PROTOCOL.lastKey(), traffic.frames().transport().text());
        map.put(TrafficSections.FLOWS, traffic.flows());
        map.put(Setting.FLOW_POPULARITY.lastKey(), traffic.flowPopularity().text());
        return map;
    }

    private static Map<String, Object> balance(Balance balance) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Setting.BALANCE.lastKey(), Values.word(balance.policy()));
        map.put(Setting.BALANCE_INTERVAL.lastKey(), new TimeSpan(balance.rule().intervalNs()).text());
        map.put(Setting.BALANCE_UPPER.lastKey(), BalanceReader.shareText(balance.rule().upper()));
        map.put(Setting.BALANCE_LOWER.lastKey(), BalanceReader.shareText(balance.rule().lower()));
        if (balance.policy().movesEntries() || balance.barrier() != Balance.NONE.barrier()) {
            map.put(Setting.BALANCE_BARRIER.lastKey(), Values.word(balance.barrier()));
        }
        return map;
    }

    private static Map<String, Object> host(Scenario.Host host) {
        Map<String, Object> map = new LinkedHashMap<>();
        HostTopology topology = host.topology();
        map.put("processors", topology.processors());
        map.put("smt", topology.smt());
        map.put("numaNodes", topology.numaNodes());
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("fixed", Notation.costText(host.service().fixedPs()));
        service.put("perByte", Notation.costText(host.service().perBytePs()));
        map.put(Setting.SERVICE.lastKey(), service);
        return map;
    }

    private static Map<String, Object> rss(RssSettings rss) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Setting.RSS_KEY.lastKey(), keyText(rss.key()));
        map.put(Setting.HASH_TYPES.lastKey(),
                rss.hashTypes().equals(HashTypes.ALL) ? "all" : rss.hashTypes().toString());
        map.put(Setting.TABLE.lastKey(), rss.tableEntries());
        return map;
    }

    private static String keyText(RssKey key) {
        return key.equals(RssKey.DEFAULT) ? "default" : key.equals(RssKey.SYMMETRIC) ? "symmetric" : key.toString();
    }

    /** Queues per VM are a matter of modes that spread a VM's frames; otherwise only what differs from the default is said. */
    private static Map<String, Object> nic(Nic nic, int cores, boolean spreads) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", nic.name());
        map.put(Setting.LINK.lastKey(), Notation.text(nic.link()));
        map.put(Setting.QUEUES.lastKey(), nic.queues());
        if (spreads || nic.queuesPerVm() != NicReader.queuesPerVm(cores)) {
            map.put(Setting.QUEUES_PER_VM.lastKey(), nic.queuesPerVm());
        }
        map.put(Setting.RING.lastKey(), nic.ring());
        if (nic.whenFull() != WhenFull.DROP_TAIL) {
            map.put(Setting.WHEN_FULL.lastKey(), nic.whenFull().label());
        }
        if (nic.moderation().isOn()) {
            map.put(Setting.MODERATION.lastKey(), Notation.text(nic.moderation()));
        }
        nic.processors().ifPresent(setting -> map.put(NicReader.PROCESSORS, processors(setting)));
        map.put("attachedTo", Values.word(nic.attachedTo()));
        nic.real().ifPresent(real -> map.put(Setting.NIC.lastKey(), real.text()));
        return map;
    }

    private static Map<String, Object> processors(ProcessorSetting setting) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (setting.baseGroup() > 0) {
            map.put("baseGroup", setting.baseGroup());
        }
        map.put("baseNumber", setting.baseNumber());
        setting.maxProcessors().ifPresent(max -> map.put("maxProcessors", max));
        setting.maxNumber().ifPresent(number -> map.put("maxNumber", number));
        setting.numaNode().ifPresent(node -> map.put("numaNode", node));
        return map;
    }

    /** A count where one stands for these VMs, otherwise the list; the flows then stand under {@code traffic}. */
    private static Object vms(List<Vm> vms, Emulated emulated, Map<String, Object> traffic) {
        int vlan = vms.getFirst().machine().vlan();
        if (!vms.equals(VmsReader.alike(vms.size(), vms.getFirst().machine().mac(), vlan))) {
            flows(traffic, emulated);
            return vms.stream().map(ScenarioWriter::vm).toList();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Setting.VMS.lastKey(), vms.size());
        map.put("firstMac", vms.getFirst().machine().mac().toString());
        if (vlan != VirtualMachine.NO_VLAN) {
            map.put(Setting.VLAN.lastKey(), vlan);
        }
        flows(map, emulated);
        return map;
    }

    private static void flows(Map<String, Object> map, Emulated emulated) {
        map.put(Setting.FLOWS_PER_VM.lastKey(), emulated.flowsPerVm());
        map.put(Setting.POPULARITY.lastKey(), emulated.popularity().text());
        map.put(Setting.FLOW_POPULARITY.lastKey(), emulated.flowPopularity().text());
    }

    private static Map<String, Object> vm(Vm vm) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", vm.machine().name());
        map.put("mac", vm.machine().mac().toString());
        if (vm.machine().hasVlan()) {
            map.put("vlan", vm.machine().vlan());
        }
        map.put("queue", switch (vm.queueRequest()) {
            case VmqAllocation.NEXT_FREE -> "auto";
            case VmqAllocation.DEFAULT_QUEUE -> "default";
            default -> vm.queueRequest();
        });
        return map;
    }

    private static void emulated(Map<String, Object> map, Emulated emulated) {
        map.put(Setting.RATE.lastKey(), emulated.rate().text());
        map.put(Setting.FRAME_SIZE.lastKey(), emulated.frames().sizes().text());
        map.put(Setting.ARRIVALS.lastKey(), emulated.arrivals().text());
        map.put(Setting.PROTOCOL.lastKey(), emulated.frames().transport().text());
        if (!emulated.frames().mix().isEmpty()) {
            map.put(Setting.MIX.lastKey(), emulated.frames().mix().text());
        }
        if (emulated.frames().outerVlan() != FrameStyle.NO_OUTER_VLAN) {
            map.put(Setting.OUTER_VLAN.lastKey(), emulated.frames().outerVlan());
        }
        if (!emulated.adversary().equals(new Adversary.None())) {
            map.put(Setting.ADVERSARY.lastKey(), emulated.adversary().text());
        }
    }

    private static void capture(Map<String, Object> map, Capture capture) {
        map.put(Setting.PCAP.lastKey(), capture.file().toString());
        map.put(Setting.PCAP_SPEED.lastKey(), capture.speed().map(Rate::text).orElse("recorded"));
        map.put(Setting.LOOP.lastKey(), capture.loops());
        capture.maxGapNs().ifPresent(ns -> map.put(Setting.MAX_GAP.lastKey(), new TimeSpan(ns).text()));
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Setting.MODES.lastKey(), run.modes());
        map.put(Setting.CLOCK.lastKey(), Values.word(run.clock()));
        map.put(Setting.CORE_MODE.lastKey(), Values.word(run.coreMode()));
        if (!run.cpus().cpus().isEmpty()) {
            map.put(Setting.CPUS.lastKey(), run.cpus().text());
        }
        map.put(Setting.DURATION.lastKey(), new TimeSpan(run.durationNs()).text());
        map.put(Setting.WARMUP.lastKey(), new TimeSpan(run.warmupNs()).text());
        map.put(Setting.TRIALS.lastKey(), run.trials());
        map.put(Setting.SEED.lastKey(), run.seed());
        map.put(Setting.DETAIL.lastKey(), Values.word(run.detail()));
        return map;
    }
}
