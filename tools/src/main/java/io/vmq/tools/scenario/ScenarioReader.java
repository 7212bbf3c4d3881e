package io.vmq.tools.scenario;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario.Balance;
import io.vmq.tools.scenario.Scenario.Clock;
import io.vmq.tools.scenario.Scenario.CoreMode;
import io.vmq.tools.scenario.Scenario.Host;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Run;
import io.vmq.tools.scenario.Scenario.Traffic;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.Scenario.Vrss;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a scenario file together with the options given, and completes it with the documented defaults. */
public final class ScenarioReader {

    private static final int MAX_PROCESSORS = 8_192;
    static final int MAX_CORES = 1_024;
    private static final int MAX_NUMA_NODES = 64;
    private static final Pattern MODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private ScenarioReader() {}

    /**
     * Reads a scenario.
     *
     * @param options
     *            values given on the command line; each replaces what the file says
     * @param trials
     *            trials if neither file nor options give a number
     * @throws BadInputException
     *             at the first thing that cannot be: an unknown key, an impossible value, values that contradict each
     *             other
     */
    public static Scenario read(ScenarioSource source, Map<Setting, String> options, TrialDefaults trials) {
        Section root = Section.of(Overrides.apply(source.tree(), options), "");
        refuseOtherVersions(root);
        String name = root.value("name", source.name(), Values::name);
        Host host = host(root.section("host"));
        Network network = TeamReader.read(root, NicReader.nics(root, host));
        Nic nic = network.uplinks().getFirst();
        TrafficSections sections = TrafficSections.of(root);
        Section traffic = sections.ofVms();
        List<HostTraffic> hostTraffic = sections.ofHost(network.nics());
        boolean captured = traffic.has(Setting.PCAP.lastKey());
        List<Vm> vms = captured ? List.of() : VmsReader.vms(root, nic.queues());
        TrafficReader reader = new TrafficReader(root, traffic, network.link());
        Traffic frames = captured ? reader.capture(source.folder()) : reader.emulated(vms.size());
        Run run = run(root.section("run"), frames, trials);
        RssSettings rss = rss(root.section("rss"));
        Vrss vrss = VrssReader.read(root.section(VrssReader.KEY), host, network);
        Balance balance = BalanceReader.read(root.section(BalanceReader.KEY), nic, rss);
        Timeline timeline = timeline(root, vms, frames, reader, run);
        List<Fault> faults = FaultReader.read(root, host, network, run.durationNs());
        root.refuseUnknownKeys();
        Scenario scenario = new Scenario(name, host, network, rss, vrss, vms, frames, hostTraffic, balance, timeline,
                faults,
                run);
        refuseBesideSeveralNics(scenario, root);
        RealNicRules.check(scenario, root);
        refuseImpossibleTraffic(scenario, root, source.name(), options);
        return scenario;
    }

    /** What goes with one NIC alone. */
    private static void refuseBesideSeveralNics(Scenario scenario, Section root) {
        boolean several = scenario.nics().size() > 1 || scenario.network().plan().isPresent();
        if (several && scenario.traffic() instanceof Scenario.Capture) {
            throw root.refusal(TrafficSections.KEY,
                    "a capture is possible with one NIC alone (expected one under nics)");
        }
        if (scenario.nics().size() > 1 && scenario.traffic() instanceof Scenario.Emulated emulated
                && emulated.rate() instanceof Rate.Max) {
            throw root.refusal(TrafficSections.KEY, "rate max is possible with one NIC alone (expected another rate)");
        }
        if (scenario.nics().size() > 1 && scenario.balance().policy().movesEntries()) {
            throw root.refusal(BalanceReader.KEY,
                    "policy rss is possible with one NIC alone (expected one under nics, or another policy)");
        }
        if (scenario.network().plan().isEmpty()) {
            return;
        }
        if (scenario.vms().stream().anyMatch(vm -> vm.queueRequest() != VmqAllocation.NEXT_FREE)) {
            throw root.refusal(VmsReader.KEY, "a VM asks for a queue by number, which is not possible behind a team"
                    + " (expected queue: auto, since the member decides)");
        }
        if (scenario.traffic() instanceof Scenario.Emulated emulated) {
            String wrong = emulated.rate() instanceof Rate.Max ? "rate max"
                    : emulated.frames().mix().isEmpty() ? "" : "a mix of frames";
            if (!wrong.isEmpty()) {
                throw root.refusal(TrafficSections.KEY, wrong + " is not possible to a team (expected "
                        + (wrong.startsWith("rate") ? "another rate)" : "mix none)"));
            }
        }
    }

    /** What only all parts together show, such as frames that are too small for their headers. */
    private static void refuseImpossibleTraffic(Scenario scenario, Section root, String source,
            Map<Setting, String> options) {
        if (!(scenario.traffic() instanceof Scenario.Emulated emulated)) {
            return;
        }
        try {
            EmulatedModel.of(scenario, emulated);
        } catch (IllegalArgumentException e) {
            List<String> given = options.keySet().stream().filter(ScenarioReader::decidesTraffic).sorted()
                    .map(Setting::option).toList();
            throw given.isEmpty() ? root.refusal("traffic", String.valueOf(e.getMessage()))
                    : BadInputException.of(String.join(" ", given) + " with " + source, e);
        }
    }

    private static boolean decidesTraffic(Setting setting) {
        return setting.key().startsWith("traffic.") || setting.key().startsWith("vms.") || setting == Setting.LINK
                || setting == Setting.RSS_KEY || setting == Setting.TABLE;
    }

    private static Timeline timeline(Section root, List<Vm> vms, Traffic frames, TrafficReader reader, Run run) {
        if (root.has(TimelineReader.KEY) && !(frames instanceof Scenario.Emulated)) {
            throw root.refusal(TimelineReader.KEY,
                    "cannot be combined with a capture (expected without it: frames come as they are recorded)");
        }
        return frames instanceof Scenario.Emulated emulated
                ? new TimelineReader(root, vms, run.warmupNs(), run.durationNs(),
                        rate -> reader.checkLater(rate, emulated)).read()
                : Timeline.NONE;
    }

    private static RssSettings rss(Section rss) {
        RssKey key = rss.value(Setting.RSS_KEY, RssKey::parse);
        HashTypes types = rss.words(Setting.HASH_TYPES.lastKey(), ScenarioReader::hashTypes).orElse(HashTypes.ALL);
        int entries = rss.value(Setting.TABLE, ScenarioReader::tableEntries);
        rss.refuseUnknownKeys();
        return new RssSettings(key, types, entries);
    }

    private static HashTypes hashTypes(String text) {
        return text.equals("all") ? HashTypes.ALL : HashTypes.parse(text);
    }

    private static int tableEntries(String text) {
        int entries = Values.wholeInt(text, 1, RssSettings.MAX_TABLE_ENTRIES);
        if (Integer.bitCount(entries) != 1) {
            throw Refusal.impossible(text, "a power of two from 1 to " + RssSettings.MAX_TABLE_ENTRIES);
        }
        return entries;
    }

    private static void refuseOtherVersions(Section root) {
        if (root.value("version", ScenarioReader::version).isEmpty()) {
            throw root.refusal("version", "missing (expected 'version: 1')");
        }
    }

    private static int version(String text) {
        if (!text.equals("1")) {
            throw Refusal.impossible(text, "1: the only version of scenario files yet");
        }
        return 1;
    }

    private static Host host(Section host) {
        int smt = host.whole("smt", "1", 1, 8);
        int processors = processors(host, smt);
        int numaNodes = host.whole("numaNodes", "1", 1, MAX_NUMA_NODES);
        int cores = processors / smt;
        if (cores % numaNodes != 0) {
            throw host.impossible("numaNodes", "does not divide the " + cores + " cores (expected a divisor of them)");
        }
        ServiceCost service = service(host);
        host.refuseUnknownKeys();
        return new Host(new HostTopology(processors, smt, numaNodes), service);
    }

    private static int processors(Section host, int smt) {
        String coresKey = Setting.CORES.lastKey();
        if (!host.has("processors")) {
            return host.whole(Setting.CORES, 1, MAX_CORES) * smt;
        }
        int processors = host.whole("processors", "", 1, MAX_PROCESSORS);
        if (processors % smt != 0 || processors / smt > MAX_CORES) {
            throw host.impossible("processors", "is not possible with smt " + smt + " (expected a multiple of " + smt
                    + ", up to " + MAX_CORES + " cores)");
        }
        if (host.has(coresKey) && host.whole(Setting.CORES, 1, MAX_CORES) * smt != processors) {
            throw host.impossible(coresKey,
                    "disagrees with processors " + processors + " and smt " + smt + " (expected "
                            + processors / smt + ", or only one of the two keys)");
        }
        return processors;
    }

    private static ServiceCost service(Section host) {
        String key = Setting.SERVICE.lastKey();
        if (!(host.node(key).orElse(null) instanceof ScenarioTree.Mapping)) {
            return host.value(Setting.SERVICE, Notation::serviceCost);
        }
        Section service = host.section(key);
        long fixedPs = service.value("fixed", "0", Notation::costPs);
        long perBytePs = service.value("perByte", "0", Notation::costPs);
        service.refuseUnknownKeys();
        try {
            return new ServiceCost(fixedPs, perBytePs);
        } catch (IllegalArgumentException e) {
            throw host.refusal(key, String.valueOf(e.getMessage()));
        }
    }

    /** A capture is the same in every trial, so that one says all. */
    private static Run run(Section run, Traffic traffic, TrialDefaults defaults) {
        List<String> modes = run.words(Setting.MODES.lastKey(), ScenarioReader::modes)
                .orElseGet(() -> modes(Setting.MODES.defaultText().orElseThrow()));
        Clock clock = run.value(Setting.CLOCK, text -> Values.choice(text, Clock.class));
        CoreMode coreMode = run.value(Setting.CORE_MODE, text -> Values.choice(text, CoreMode.class));
        CpuList cpus = run.words(Setting.CPUS.lastKey(), CpuList::parse).orElse(new CpuList(List.of()));
        long durationNs = run.value(Setting.DURATION, ScenarioReader::someTime).ns();
        long warmupNs = warmup(run, traffic).ns();
        int trials = run.value(Setting.TRIALS.lastKey(), text -> Values.wholeInt(text, 1, 10_000))
                .orElseGet(
                        () -> traffic instanceof Scenario.Capture ? TrialDefaults.ONE.on(clock) : defaults.on(clock));
        long seed = run.value(Setting.SEED, text -> Values.whole(text, 0, Long.MAX_VALUE));
        Detail detail = run.value(Setting.DETAIL, text -> Values.choice(text, Detail.class));
        run.refuseUnknownKeys();
        return new Run(modes, clock, coreMode, cpus, durationNs, warmupNs, trials, seed, detail);
    }

    private static TimeSpan warmup(Section run, Traffic traffic) {
        String key = Setting.WARMUP.lastKey();
        boolean ends = traffic instanceof Scenario.Capture capture && capture.loops() > 0;
        TimeSpan warmup = ends ? run.value(key, "0", TimeSpan::parse) : run.value(Setting.WARMUP, TimeSpan::parse);
        if (ends && warmup.ns() > 0) {
            throw run.impossible(key, "is not possible with a capture that ends (expected 0, or traffic.loop: 0)");
        }
        return warmup;
    }

    private static TimeSpan someTime(String text) {
        TimeSpan time = TimeSpan.parse(text);
        if (time.ns() == 0) {
            throw Refusal.impossible(text, "a duration above 0");
        }
        return time;
    }

    private static List<String> modes(String text) {
        List<String> modes = Arrays.asList(text.split(",", -1));
        Set<String> seen = new HashSet<>();
        for (String mode : modes) {
            if (!MODE.matcher(mode).matches()) {
                throw Refusal.impossible(mode, "names of modes, in lower case, such as single,rss,vmq");
            }
            if (!seen.add(mode)) {
                throw new IllegalArgumentException(Refusal.quoted(mode) + " stands twice (expected each mode once)");
            }
        }
        return modes;
    }
}
