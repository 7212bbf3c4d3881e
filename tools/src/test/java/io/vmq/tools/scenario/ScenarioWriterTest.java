package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.BalanceRule;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameSizes;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Transport;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Balance;
import io.vmq.tools.scenario.Scenario.BalancePolicy;
import io.vmq.tools.scenario.Scenario.Barrier;
import io.vmq.tools.scenario.Scenario.Capture;
import io.vmq.tools.scenario.Scenario.Clock;
import io.vmq.tools.scenario.Scenario.CoreMode;
import io.vmq.tools.scenario.Scenario.Emulated;
import io.vmq.tools.scenario.Scenario.Host;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Run;
import io.vmq.tools.scenario.Scenario.Traffic;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.Scenario.Vrss;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioWriterTest {

    private static final String[] NAMES = {"a", "SQL Server 1", "null", "Null", "~", "true", "0x10", "1e3", "- x",
        "a: b",
        "a #b", "#", "'", "\"", "\\", "{}", "[a]", "*x", "&x", "!t", "%", "@", "`", "Büro", "仮想", "😀", "a,b", "?",
        ":", "1", "=", "|", ">", "<<", "\u00A0x\u00B7", "nic0"};

    private static final List<Rate> RATES = List.of(new Rate.Max(), Rate.parse("95%"), Rate.parse("0.001pps"),
            Rate.parse("123456.789012"), Rate.parse("999kbps"), Rate.parse("1kpps"), Rate.parse("0.123456789%"));

    @Test
    void shouldWriteOneSpelling() {
        assertThat(ScenarioWriter.yaml(Scenarios.shipped(Map.of(Setting.CPUS, "0,1,2,5")))).isEqualTo("""
                version: 1
                name: hyperv-2012-10gbe
                host:
                  processors: 16
                  smt: 2
                  numaNodes: 1
                  service: {fixed: 2.4us, perByte: 0.7ns}
                nics:
                  - {name: nic0, link: 10gbps, queues: 8, ring: 512, attachedTo: vswitch}
                vms:
                  count: 8
                  firstMac: 00:15:5d:00:00:01
                  flowsPerVm: 64
                  popularity: zipf:1.2
                  flowPopularity: uniform
                traffic:
                  rate: 95%
                  frameSize: 1518
                  arrivals: poisson
                  protocol: tcp
                run:
                  modes: [single, rss, vmq]
                  clock: live
                  coreMode: auto
                  cpus: "0-2,5"
                  duration: 5s
                  warmup: 1s
                  trials: 1
                  seed: 1
                  detail: all
                """);
    }

    @Test
    void shouldListVmsThatAreNotAlike() {
        Scenario scenario = Scenarios.read("""
                version: 1
                vms:
                  - {name: a, mac: 02:00:00:00:00:01, vlan: 7, queue: 2}
                  - {mac: 02:00:00:00:00:02, queue: default}
                """);

        assertThat(ScenarioWriter.yaml(scenario)).contains("""
                vms:
                  - {name: a, mac: 02:00:00:00:00:01, vlan: 7, queue: 2}
                  - {name: vm2, mac: 02:00:00:00:00:02, queue: default}
                traffic:
                """).contains("  flowsPerVm: 64\n  popularity: uniform\n  flowPopularity: uniform\n");
    }

    @Test
    void shouldWriteACapture() {
        Scenario scenario = Scenarios.read("version: 1\ntraffic: {capture: 'my dump.pcap', maxGap: 2}\n");

        assertThat(ScenarioWriter.yaml(scenario)).doesNotContain("vms:").contains("""
                traffic:
                  capture: "/lab/files/my dump.pcap"
                  speed: recorded
                  loop: 1
                  maxGap: 2s
                """).contains("  warmup: 0s\n");
    }

    @Test
    void shouldGiveTheSameAsADocument() {
        Map<String, Object> document = ScenarioWriter.document(Scenarios.shipped(Map.of()));

        assertThat(document).containsOnlyKeys("version", "name", "host", "nics", "vms", "traffic", "run");
        assertThat(document).extractingByKey("vms").isEqualTo(Map.of("count", 8, "firstMac", "00:15:5d:00:00:01",
                "flowsPerVm", 64, "popularity", "zipf:1.2", "flowPopularity", "uniform"));
        assertThat(document).extractingByKey("run").extracting("seed").isEqualTo(1L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_120_904, 987_654_321})
    void shouldReadBackWhatItWrote(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Scenario scenario = scenario(random);
            String yaml = ScenarioWriter.yaml(scenario);
            assertThat(Scenarios.read(yaml)).as("seed %d, scenario %d:%n%s", seed, i, yaml).isEqualTo(scenario);
        }
    }

    private static InterruptModeration moderation(SplittableRandom random) {
        return random.nextBoolean() ? InterruptModeration.OFF
                : new InterruptModeration(random.nextLong(1, InterruptModeration.MAX_TIMER_PS + 1),
                        random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(2, 1_048_577));
    }

    /** A scenario of any kind that the reader accepts. */
    static Scenario scenario(SplittableRandom random) {
        int cores = random.nextInt(1, 65);
        int smt = random.nextInt(1, 9);
        ServiceCost cost = new ServiceCost(random.nextLong(1_000_000_000_001L), random.nextLong(100_000_001L));
        Host host = new Host(new HostTopology(cores * smt, smt, cores % 2 == 0 ? 2 : 1), cost);
        Nic nic = new Nic(one(random, NAMES).replaceAll("[,;=]", "-"),
                new LinkRate(random.nextLong(1_000_000_000L, LinkRate.MAX_BPS + 1)),
                random.nextInt(1, 4_097), random.nextInt(1, 65), random.nextInt(1, 1_048_577),
                one(random, WhenFull.values()),
                moderation(random), Optional.empty(), one(random, AttachedTo.values()), Optional.empty());
        boolean several = random.nextInt(4) == 0;
        boolean captured = !several && random.nextInt(3) == 0;
        List<Vm> vms = captured ? List.of() : several ? VmsReader.alike(3, MacAddress.parse("02:00:00:00:00:01"), 0)
                : vms(random, nic.queues());
        Traffic traffic = captured ? capture(random) : several ? emulatedPlain(random) : emulated(random);
        boolean ends = traffic instanceof Capture capture && capture.loops() > 0;
        return new Scenario(one(random, NAMES), host,
                several ? network(random, nic) : new Network(List.of(nic), Optional.empty()), rss(random),
                vrss(random, cores), vms,
                traffic, several ? hostTraffic(random) : List.of(), balance(random),
                Timeline.NONE, List.of(),
                run(random, ends));
    }

    /** A team of two, and a NIC of the host. */
    private static Network network(SplittableRandom random, Nic nic) {
        TeamMode mode = one(random, TeamMode.values());
        LoadDistribution distribution = mode == TeamMode.SWITCH_EMBEDDED ? LoadDistribution.DYNAMIC
                : one(random, LoadDistribution.values());
        List<String> members = random.nextBoolean() ? List.of("a", "b") : List.of("b", "a");
        return new Network(List.of(like(nic, "a", AttachedTo.VSWITCH), like(nic, "c", AttachedTo.HOST),
                like(nic, "b", AttachedTo.VSWITCH)),
                Optional.of(new TeamPlan(one(random, NAMES), mode, distribution, members,
                        random.nextLong(2_000_000_000L), random.nextInt(9_236, 1 << 24))));
    }

    private static Nic like(Nic nic, String name, AttachedTo attachedTo) {
        return new Nic(name, LinkRate.ofGbps(10), nic.queues(), nic.queuesPerVm(), nic.ring(), nic.whenFull(),
                nic.moderation(), nic.processors(), attachedTo, Optional.empty());
    }

    private static List<HostTraffic> hostTraffic(SplittableRandom random) {
        return random.nextBoolean() ? List.of()
                : List.of(new HostTraffic("c", Rate.parse("40%"), new FrameStyle(FrameSizes.fixed(512), Transport.UDP),
                        new Arrivals.Poisson(), random.nextInt(1, 1_000), new Popularity.Uniform()));
    }

    private static Emulated emulatedPlain(SplittableRandom random) {
        return new Emulated(Rate.parse(random.nextInt(1, 90) + "%"),
                new FrameStyle(FrameSizes.fixed(random.nextInt(64, 1_519)), Transport.UDP), new Arrivals.Constant(),
                random.nextInt(1, 100), new Popularity.Uniform(), new Popularity.Zipf(1.5), new Adversary.None());
    }

    private static Balance balance(SplittableRandom random) {
        if (random.nextBoolean()) {
            return Balance.NONE;
        }
        int lower = random.nextInt(101);
        return new Balance(BalancePolicy.STATIC, new BalanceRule(random.nextLong(1_000_000, 1L << 40),
                random.nextInt(Math.max(1, lower), 101) / 100.0, lower / 100.0), one(random, Barrier.values()));
    }

    private static Vrss vrss(SplittableRandom random, int cores) {
        return random.nextBoolean() ? Vrss.DEFAULT
                : new Vrss(new ServiceCost(random.nextLong(1_000_000_000_001L), random.nextLong(100_000_001L)),
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(1, cores + 1)));
    }

    private static RssSettings rss(SplittableRandom random) {
        RssKey key = random.nextBoolean() ? RssKey.SYMMETRIC : RssKey.DEFAULT;
        HashTypes types = random.nextBoolean() ? HashTypes.ALL : HashTypes.parse("ipv4,udp-ipv4");
        return new RssSettings(key, types, 1 << random.nextInt(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic: {rate: 10%, arrivals: 'onoff:1ms,4ms'}",
        "traffic: {rate: 10%, arrivals: 'mmpp:9/10ms,1/40ms'}",
        "traffic: {mix: 'ipv6:20%,ipv4-fragments:2.5%,arp:1%', outerVlan: 100}",
        "traffic: {adversary: 'rss-collide:symmetric'}", "traffic: {adversary: xor-collide}",
        "nics: [{processors: {baseNumber: 2, maxProcessors: 4, maxNumber: 6, numaNode: 0}, queuesPerVm: 3}]",
        "balance: {policy: dvmq, interval: 20ms, upper: 80%, lower: 20%}", "balance: {policy: rss, barrier: none}",
        "vrss: {hop: 600ns+0.1ns, processors: 3}", "vrss: {hop: 0}",
        "vms: {count: 3, vlan: 42, popularity: 'elephants:1,80%'}",
        "timeline: [{at: 1s, leave: vm2}, {at: 2s, arrive: [vm2, vm7], rate: 10%}, {at: 3s, rate: 0}]",
        "faults: ['stall:core=2,at=1s,for=100ms', 'stall:source,at=2s,for=1ms', 'link-down:nic0,at=3s,for=50us']",
        "faults: ['stall:processor=0:2,at=0s,for=300us,every=1ms', 'link-down:nic0,at=1500us,for=1ms,every=1s']"})
    void shouldReadBackWhatTrialsCanMeet(String yaml) {
        Scenario scenario = Scenarios.read("version: 1\n" + yaml + "\n");
        String written = ScenarioWriter.yaml(scenario);
        assertThat(Scenarios.read(written)).as(written).isEqualTo(Scenarios.read("name: f\nversion: 1\n" + yaml));
        assertThat(written).contains(yaml.substring(0, yaml.indexOf(':')));
    }

    private static List<Vm> vms(SplittableRandom random, int queues) {
        long first = 0x0200_0000_0000L + random.nextLong(1L << 32);
        int count = random.nextInt(1, 20);
        if (random.nextBoolean()) {
            return VmsReader.alike(count, new MacAddress(first), random.nextInt(4_095));
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new Vm(new VirtualMachine(NAMES[i] + i, new MacAddress(first + i),
                        random.nextInt(4_095)), random.nextInt(-1, queues + 1)))
                .toList();
    }

    private static Emulated emulated(SplittableRandom random) {
        List<FrameSizes> sizes = List.of(FrameSizes.fixed(random.nextInt(64, 9_217)), FrameSizes.parse("imix"),
                FrameSizes.parse("64:1,64:2"), FrameSizes.parse("rpr_quadmodal"));
        return new Emulated(RATES.get(random.nextInt(RATES.size())),
                new FrameStyle(sizes.get(random.nextInt(sizes.size())), one(random, Transport.values())),
                random.nextBoolean() ? new Arrivals.Constant() : new Arrivals.Poisson(), random.nextInt(1, 1_000),
                popularity(random), popularity(random), new Adversary.None());
    }

    private static Popularity popularity(SplittableRandom random) {
        return random.nextBoolean()
                ? new Popularity.Uniform()
                : new Popularity.Zipf(random.nextDouble() * Math.pow(10, random.nextInt(-6, 4)));
    }

    private static Capture capture(SplittableRandom random) {
        boolean recorded = random.nextBoolean();
        OptionalLong maxGapNs = recorded && random.nextBoolean()
                ? OptionalLong.of(random.nextLong(TimeSpan.MAX_NS + 1))
                : OptionalLong.empty();
        Optional<Rate> speed = recorded
                ? Optional.empty()
                : Optional.of(new Rate.LinkShare(BigDecimal.valueOf(random.nextInt(1, 100_001), 3)));
        return new Capture(Path.of("/dumps/" + one(random, NAMES) + ".pcap"), speed, random.nextInt(3), maxGapNs);
    }

    private static Run run(SplittableRandom random, boolean ends) {
        List<String> modes = random.nextBoolean() ? List.of("vmq") : List.of("single", "rss", "my-policy", "2");
        CpuList cpus = CpuList.parse(one(random, new String[] {"0", "3,0-2", "0,2-5", "7,5,6", "0-4095"}));
        return new Run(modes, one(random, Clock.values()), one(random, CoreMode.values()),
                random.nextBoolean() ? cpus : new CpuList(List.of()), random.nextLong(1, TimeSpan.MAX_NS + 1),
                ends ? 0 : random.nextLong(TimeSpan.MAX_NS + 1), random.nextInt(1, 10_001),
                random.nextLong() & Long.MAX_VALUE, one(random, Detail.values()));
    }

    private static <T> T one(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
