package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.ring.WhenFull;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameSizes;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Transport;
import io.vmq.tools.scenario.Scenario.AttachedTo;
import io.vmq.tools.scenario.Scenario.Capture;
import io.vmq.tools.scenario.Scenario.Clock;
import io.vmq.tools.scenario.Scenario.CoreMode;
import io.vmq.tools.scenario.Scenario.Emulated;
import io.vmq.tools.scenario.Scenario.Host;
import io.vmq.tools.scenario.Scenario.Nic;
import io.vmq.tools.scenario.Scenario.Run;
import io.vmq.tools.scenario.Scenario.Vm;
import io.vmq.tools.scenario.Scenario.Vrss;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {

    @Test
    void shouldSpreadInSoftwareOverAllCoresUnlessToldOtherwise() {
        assertThat(Scenarios.shipped(Map.of()).vrss()).isEqualTo(Vrss.DEFAULT);
        assertThat(Scenarios.read("version: 1\nvrss: {hop: 600ns+0.1ns, processors: 2}\n").vrss())
                .isEqualTo(new Vrss(new ServiceCost(600_000, 100), OptionalInt.of(2)));
        assertThat(Scenarios.shipped(Map.of(Setting.VRSS_HOP, "2us", Setting.VRSS_PROCESSORS, "8")).vrss())
                .isEqualTo(new Vrss(new ServiceCost(2_000_000, 0), OptionalInt.of(8)));
    }

    @Test
    void shouldReadTheScenarioOfTheArticle() {
        Scenario scenario = Scenarios.shipped(Map.of());

        assertThat(scenario.name()).isEqualTo("hyperv-2012-10gbe");
        assertThat(scenario.host()).isEqualTo(new Host(new HostTopology(16, 2, 1), ServiceCost.DEFAULT));
        assertThat(scenario.host().cores()).isEqualTo(8);
        assertThat(scenario.nic())
                .isEqualTo(new Nic("nic0", LinkRate.ofGbps(10), 8, 8, 512, WhenFull.DROP_TAIL,
                        InterruptModeration.OFF, Optional.empty(), AttachedTo.VSWITCH, Optional.empty()));
        assertThat(scenario.vms()).hasSize(8);
        assertThat(scenario.vms().getLast().machine())
                .isEqualTo(new VirtualMachine("vm8", MacAddress.parse("00:15:5d:00:00:08"), VirtualMachine.NO_VLAN));
        assertThat(scenario.traffic()).isEqualTo(new Emulated(Rate.parse("95%"),
                new FrameStyle(FrameSizes.fixed(1518), Transport.TCP), new Arrivals.Poisson(), 64,
                new Popularity.Zipf(1.2), new Popularity.Uniform(), new Adversary.None()));
        assertThat(scenario.rss()).isEqualTo(RssSettings.DEFAULT);
        assertThat(scenario.timeline()).isEqualTo(Timeline.NONE);
        assertThat(scenario.faults()).isEmpty();
        assertThat(scenario.run()).isEqualTo(new Run(List.of("single", "rss", "vmq"), Clock.LIVE, CoreMode.AUTO,
                new CpuList(List.of()), 5_000_000_000L, 1_000_000_000L, 1, 1, Detail.ALL));
    }

    @Test
    void shouldPutFaultsOfTheFileAsideForNone() {
        String file = "version: 1\nfaults: ['stall:core=2,at=1s,for=1ms']\n";

        assertThat(Scenarios.read(file).faults()).hasSize(1);
        assertThat(Scenarios.read(file, Map.of(Setting.FAULT, "none")).faults()).isEmpty();
    }

    @Test
    void shouldCompleteAnAlmostEmptyFileWithTheDocumentedDefaults() {
        Scenario scenario = Scenarios.read("version: 1\n");

        assertThat(scenario.name()).isEqualTo("f");
        assertThat(scenario.host().topology()).isEqualTo(new HostTopology(8, 1, 1));
        assertThat(scenario.host().service()).isEqualTo(ServiceCost.DEFAULT);
        assertThat(scenario).usingRecursiveComparison().ignoringFields("name", "host", "traffic")
                .isEqualTo(Scenarios.shipped(Map.of()));
    }

    /** VmmqQueuePairs is 16 unless somebody says otherwise; more than cores are of no use. */
    @ParameterizedTest
    @CsvSource({"4,4", "16,16", "32,16"})
    void shouldGiveAVm16QueuesWhereThereAreSoManyCores(String cores, int queues) {
        assertThat(Scenarios.shipped(Map.of(Setting.CORES, cores)).nic().queuesPerVm()).isEqualTo(queues);
    }

    @Test
    void shouldLeaveTheNumberOfTrialsToTheCommandByClock() {
        assertThat(Scenarios.shipped(Map.of()).run().trials()).isEqualTo(1);
        assertThat(Scenarios.shipped(Map.of(Setting.CLOCK, "virtual")).run().trials()).isEqualTo(3);
        assertThat(Scenarios.shipped(Map.of(Setting.CLOCK, "virtual", Setting.TRIALS, "7")).run().trials())
                .isEqualTo(7);
    }

    @Test
    void shouldReadVmsOneByOne() {
        Scenario scenario = Scenarios.read("""
                version: 1
                vms:
                  - {name: Büro 1, mac: 00-15-5D-00-00-0A, vlan: 100, queue: 3}
                  - {mac: 02:00:00:00:00:01, queue: default}
                  - {mac: 02:00:00:00:00:02}
                traffic: {flowsPerVm: 2, popularity: zipf:0.9}
                """);

        assertThat(scenario.vms()).containsExactly(
                new Vm(new VirtualMachine("Büro 1", MacAddress.parse("00:15:5d:00:00:0a"), 100), 3),
                new Vm(new VirtualMachine("vm2", MacAddress.parse("02:00:00:00:00:01"), 0),
                        VmqAllocation.DEFAULT_QUEUE),
                new Vm(new VirtualMachine("vm3", MacAddress.parse("02:00:00:00:00:02"), 0), VmqAllocation.NEXT_FREE));
        assertThat(((Emulated) scenario.traffic()).flowsPerVm()).isEqualTo(2);
        assertThat(((Emulated) scenario.traffic()).popularity()).isEqualTo(new Popularity.Zipf(0.9));
    }

    @Test
    void shouldAcceptTheFlowsInEitherPlaceBesideACount() {
        Scenario underVms = Scenarios.read("version: 1\nvms: {flowsPerVm: 3, flowPopularity: zipf:1}\n");
        Scenario underTraffic = Scenarios.read("version: 1\ntraffic: {flowsPerVm: 3, flowPopularity: zipf:1}\n");

        assertThat(underVms).isEqualTo(underTraffic);
    }

    @Test
    void shouldReadACostInOneOrTwoParts() {
        assertThat(Scenarios.read("version: 1\nhost: {service: {fixed: 2us}}\n").host().service())
                .isEqualTo(new ServiceCost(2_000_000, 0));
        assertThat(Scenarios.read("version: 1\nhost: {service: 2us+1ns}\n").host().service())
                .isEqualTo(new ServiceCost(2_000_000, 1_000));
    }

    @Test
    void shouldReadModesAndCpusAsListOrText() {
        Run listed = Scenarios.read("version: 1\nrun: {modes: [vmq, my-policy], cpus: [0, 2-3]}\n").run();
        Run written = Scenarios.read("version: 1\nrun:\n  modes: vmq,my-policy\n  cpus: 0,2-3\n").run();

        assertThat(listed).isEqualTo(written);
        assertThat(listed.modes()).containsExactly("vmq", "my-policy");
        assertThat(listed.cpus().cpus()).containsExactly(0, 2, 3);
    }

    @Test
    void shouldTakeCoresForProcessorsOverSmt() {
        Host host = Scenarios.read("version: 1\nhost: {cores: 4, smt: 2}\n").host();

        assertThat(host.topology()).isEqualTo(new HostTopology(8, 2, 1));
        assertThat(Scenarios.read("version: 1\nhost: {cores: 4, smt: 2, processors: 8}\n").host()).isEqualTo(host);
        assertThat(Scenarios.shipped(Map.of(Setting.CORES, "3")).host().topology())
                .isEqualTo(new HostTopology(6, 2, 1));
    }

    @Test
    void shouldPutOptionsInPlaceOfTheFile() {
        Scenario scenario = Scenarios.shipped(Map.of(Setting.VMS, "16", Setting.LINK, "40gbps", Setting.FRAME_SIZE,
                "imix", Setting.SERVICE, "0", Setting.MODES, "vmq", Setting.FLOWS_PER_VM, "1"));

        assertThat(scenario.vms()).hasSize(16);
        assertThat(scenario.nic().link()).isEqualTo(LinkRate.ofGbps(40));
        assertThat(scenario.nic().queues()).isEqualTo(8);
        assertThat(scenario.host().service()).isEqualTo(ServiceCost.FREE);
        assertThat(scenario.run().modes()).containsExactly("vmq");
        Emulated traffic = (Emulated) scenario.traffic();
        assertThat(traffic.frames().sizes()).isEqualTo(FrameSizes.parse("64:7,570:4,1518:1"));
        assertThat(traffic.flowsPerVm()).isEqualTo(1);
        assertThat(traffic.popularity()).isEqualTo(new Popularity.Zipf(1.2));
    }

    @Test
    void shouldPutTheFlowsOfAnOptionWhereTheFileHasRoomForThem() {
        String listed = "version: 1\nvms: [{mac: 02:00:00:00:00:01}]\n";
        String inTraffic = "version: 1\nvms: {count: 1}\ntraffic: {flowsPerVm: 5}\n";

        for (String yaml : List.of(listed, inTraffic)) {
            Emulated traffic = (Emulated) Scenarios.read(yaml, Map.of(Setting.FLOWS_PER_VM, "9")).traffic();
            assertThat(traffic.flowsPerVm()).isEqualTo(9);
        }
    }

    @Test
    void shouldPutACaptureInPlaceOfEmulatedTraffic() {
        Scenario scenario = Scenarios.shipped(Map.of(Setting.PCAP, "dump.pcap", Setting.MAX_GAP, "1ms"));

        assertThat(scenario.vms()).isEmpty();
        assertThat(scenario.traffic()).isEqualTo(new Capture(Path.of("dump.pcap").toAbsolutePath(), Optional.empty(), 1,
                OptionalLong.of(1_000_000)));
        assertThat(scenario.run().warmupNs()).isZero();
        assertThat(scenario.run().durationNs()).isEqualTo(5_000_000_000L);
    }

    @Test
    void shouldFindTheCaptureOfAFileBesideTheFile() {
        Scenario scenario = Scenarios.read("version: 1\ntraffic: {capture: dump.pcap, speed: 50%, loop: 0}\n");

        assertThat(scenario.traffic()).isEqualTo(
                new Capture(Scenarios.FOLDER.resolve("dump.pcap"), Optional.of(Rate.parse("50%")), 0,
                        OptionalLong.empty()));
        assertThat(scenario.run().warmupNs()).as("an endless capture has a warm-up").isEqualTo(1_000_000_000L);
    }

    @Test
    void shouldAllowTheWholeLinkAndNoMore() {
        assertThat(Scenarios.shipped(Map.of(Setting.RATE, "100%"))).isNotNull();
        assertThat(Scenarios.shipped(Map.of(Setting.RATE, "max"))).isNotNull();
    }

    /** What a refusal offers as the most must be possible, so it is rounded down. */
    @ParameterizedTest
    @CsvSource({"10gbps, 1518", "10gbps, 64", "1gbps, imix", "40gbps, 9216", "1kbps, 1518", "999999999bps, 65"})
    void shouldOfferTheMostThatIsPossible(String link, String sizes) {
        Map<Setting, String> shape = Map.of(Setting.LINK, link, Setting.FRAME_SIZE, sizes, Setting.RATE, "100.01%");
        Matcher offer = Pattern.compile("at most 100%, (\\S+) or (\\S+) on layer 2").matcher(refusal(shape));

        assertThat(offer.find()).isTrue();
        for (String rate : List.of(offer.group(1), offer.group(2))) {
            Map<Setting, String> most = new EnumMap<>(shape);
            most.put(Setting.RATE, rate);
            assertThat(Scenarios.shipped(most)).isNotNull();
        }
    }

    private static String refusal(Map<Setting, String> options) {
        return String
                .valueOf(catchThrowableOfType(BadInputException.class, () -> Scenarios.shipped(options)).getMessage());
    }

    @Test
    void shouldLetAVmThatArrivesHaveTheQueueOfOneThatLeavesInTheSameMoment() {
        Timeline timeline = Scenarios.read("version: 1\ntimeline: [{at: 1s, arrive: vm2, leave: vm1}]\n").timeline();

        assertThat(timeline.moves()).containsExactly(new VmChange(1_000_000_000L, 0, false),
                new VmChange(1_000_000_000L, 1, true));
    }

    private static final String THREE_NICS = """
            version: 1
            host: {processors: 16, smt: 2}
            nics:
              - {link: 10gbps, processors: {baseNumber: 4, maxProcessors: 2}}
              - {link: 25gbps, attachedTo: host, processors: {baseNumber: 8}}
              - {link: 10gbps, processors: {baseNumber: 6, maxProcessors: 2}}
            teams: [{members: [nic2, nic0], distribution: hyper-v-port}]
            traffic: [{to: nic1, rate: 50%, flows: 8}, {to: vms, rate: 10%}]
            """;

    @Test
    void shouldReadATeamAndANicOfTheHost() {
        Scenario scenario = Scenarios.read(THREE_NICS);

        assertThat(scenario.network().uplinks()).extracting(Scenario.Nic::name).containsExactly("nic2", "nic0");
        assertThat(scenario.network().ports()).extracting(Scenario.Nic::name).containsExactly("nic2", "nic0", "nic1");
        assertThat(scenario.link().bps()).isEqualTo(20_000_000_000L);
        assertThat(scenario.network().team().orElseThrow().exposedQueues()).isEqualTo(16);
        assertThat(scenario.network().plan().orElseThrow().failoverNs()).isEqualTo(10_000_000);
        assertThat(scenario.cores()).extracting(Processor::toString).containsExactly("0:6", "0:8", "0:4", "0:10",
                "0:12",
                "0:14");
        assertThat(scenario.coresOf(scenario.network().ports().get(1))).as("4 and 6").containsExactly(2, 0);
        assertThat(scenario.coresOf(scenario.network().ports().get(2))).containsExactly(1, 3, 4, 5);
        assertThat(scenario.hostTraffic()).extracting(HostTraffic::nic, HostTraffic::flows)
                .containsExactly(tuple("nic1", 8));
    }

    @Test
    void shouldPutOptionsIntoTheTrafficOfTheVmsAndIntoEveryNic() {
        Scenario scenario = Scenarios.read(THREE_NICS, Map.of(Setting.RATE, "30%", Setting.QUEUES, "3"));

        assertThat(((Scenario.Emulated) scenario.traffic()).rate().text()).isEqualTo("30%");
        assertThat(scenario.hostTraffic().getFirst().rate().text()).isEqualTo("50%");
        assertThat(scenario.nics()).extracting(Scenario.Nic::queues).containsExactly(3, 3, 3);
    }
}
