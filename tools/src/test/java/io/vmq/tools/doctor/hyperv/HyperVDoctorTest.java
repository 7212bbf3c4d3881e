package io.vmq.tools.doctor.hyperv;

import static io.vmq.tools.doctor.hyperv.Hosts.host;
import static io.vmq.tools.doctor.hyperv.Hosts.single;
import static io.vmq.tools.doctor.hyperv.Hosts.team;
import static io.vmq.tools.doctor.hyperv.Hosts.vmq;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.Exports;
import io.vmq.tools.doctor.export.HostExport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule on the smallest host that breaks it, and on its neighbour that keeps it. */
class HyperVDoctorTest {

    /** 8 cores of two threads. */
    private static final HostTopology SMT = new HostTopology(16, 2, 1);

    private static List<String> ids(HostExport host) {
        return HyperVDoctor.examine(host).findings().stream().map(Finding::id).toList();
    }

    private static Finding only(HostExport host) {
        assertThat(HyperVDoctor.examine(host).findings()).hasSize(1);
        return HyperVDoctor.examine(host).findings().getFirst();
    }

    private static HostExport one(HostTopology topology, ProcessorSetting setting, String... vms) {
        return host(topology, List.of(vmq("a", setting)), single("s", "a", vms));
    }

    private static HostExport two(TeamMode mode, LoadDistribution distribution, ProcessorSetting first,
            ProcessorSetting second) {
        return host(SMT, List.of(vmq("a", first), vmq("b", second)), team("t", mode, distribution, "a", "b"));
    }

    @Test
    void shouldFindNothingWrongWhereAllIsRight() {
        assertThat(ids(one(SMT, ProcessorSetting.of(0, 2, 7)))).isEmpty();
        assertThat(ids(two(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.DYNAMIC, ProcessorSetting.of(0, 2, 4),
                ProcessorSetting.of(0, 10, 3)))).isEmpty();
        assertThat(ids(two(TeamMode.LACP, LoadDistribution.DYNAMIC, ProcessorSetting.of(0, 2, 4),
                ProcessorSetting.of(0, 2, 4)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TeamMode.class)
    void shouldTellOverlapFromDifference(TeamMode mode) {
        boolean sum = mode == TeamMode.SWITCH_INDEPENDENT || mode == TeamMode.SWITCH_EMBEDDED;
        ProcessorSetting low = ProcessorSetting.of(0, 2, 3);

        assertThat(ids(two(mode, LoadDistribution.HYPER_V_PORT, low, low)))
                .isEqualTo(sum ? List.of("team-sets-overlap") : List.of());
        assertThat(ids(two(mode, LoadDistribution.HYPER_V_PORT, low, ProcessorSetting.of(0, 8, 3))))
                .isEqualTo(sum ? List.of() : List.of("team-sets-differ"));
    }

    @Test
    void shouldNameTheEventOfAnLbfoTeamOnly() {
        ProcessorSetting low = ProcessorSetting.of(0, 2, 3);
        Finding lbfo = only(two(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.DYNAMIC, low, low));
        Finding set = only(two(TeamMode.SWITCH_EMBEDDED, LoadDistribution.DYNAMIC, low, low));

        assertThat(lbfo.severity()).isEqualTo(Severity.ERROR);
        assertThat(lbfo.text()).contains(
                "Available processor sets of the underlying physical NICs belonging to the LBFO team "
                        + "NIC /DEVICE/{",
                "Reason: The processor sets overlap when LBFO is configured with sum-queue mode.");
        assertThat(set.event()).isNull();
    }

    @Test
    void shouldSayThatIdentifiersAreMadeUpWhereTheExportLacksThem() {
        String without = Exports.founding().replaceAll("\"(Id|InterfaceGuid)\": \"[^\"]*\"", "\"$1\": null");
        Finding made = HyperVDoctor.examine(Exports.read(without)).findings().getFirst();
        Finding known = HyperVDoctor.examine(Exports.read(Exports.founding())).findings().getFirst();

        assertThat(made.id()).isEqualTo(known.id()).isEqualTo("team-sets-overlap");
        assertThat(made.event()).doesNotContain("73249AB1");
        assertThat(made.text())
                .contains("have time left. Identifiers that the export lacks are made up in the event. (KB");
        assertThat(known.text()).contains("73249AB1-83FF-407B-B80C-A67F56989F6A").doesNotContain("made up");
    }

    @Test
    void shouldFindPreferredNodesThatDifferAlthoughTheSetsAreEqual() {
        HostTopology nodes = new HostTopology(16, 2, 2);
        HostExport host = host(nodes, List.of(vmq("a", ProcessorSetting.of(0, 2, 3)),
                vmq("b", ProcessorSetting.of(0, 2, 3).withNumaNode(0))),
                team("t", TeamMode.LACP, LoadDistribution.TRANSPORT_PORTS, "a", "b"));

        assertThat(only(host).id()).isEqualTo("team-sets-differ");
        assertThat(only(host).fix()).anySatisfy(line -> assertThat(line).contains("\"b\"").endsWith("-NumaNode 65535"));
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 1, first-core-used", "3, 4, 1, base-is-a-sibling", "20, 4, 1, no-processor",
        "4, 6, 2, set-spans-nodes"})
    void shouldFindWhatIsWrongWithOneSet(int base, int max, int nodes, String id) {
        Finding finding = only(one(new HostTopology(16, 2, nodes), ProcessorSetting.of(0, base, max)));

        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.fix()).singleElement().asString()
                .startsWith("Set-NetAdapterVmq -Name \"a\" -BaseProcessorNumber ");
    }

    @Test
    void shouldFindAdaptersOfTwoSwitchesOnTheSameProcessors() {
        HostExport host = host(SMT,
                List.of(vmq("a", ProcessorSetting.of(0, 2, 4)), vmq("b", ProcessorSetting.of(0, 8, 4))),
                single("s", "a"), single("t", "b"));

        assertThat(only(host).id()).isEqualTo("switch-sets-overlap");
        assertThat(only(host).fix())
                .containsExactly("Set-NetAdapterVmq -Name \"b\" -BaseProcessorNumber 10 -MaxProcessors 3");
    }

    @Test
    void shouldFindMoreVmsThanQueues() {
        Adapter few = vmq("a", ProcessorSetting.of(0, 2, 7))
                .withVmq(new Adapter.Vmq(true, ProcessorSetting.of(0, 2, 7), OptionalInt.of(2)));

        assertThat(ids(host(SMT, List.of(few), single("s", "a", "vm1", "vm2")))).isEmpty();
        Finding finding = only(host(SMT, List.of(few), single("s", "a", "vm1", "vm2", "vm3")));
        assertThat(finding.id()).isEqualTo("more-vms-than-queues");
        assertThat(finding.why()).endsWith("Identifiers that the export lacks are made up in the event.");
        assertThat(finding.event()).startsWith("Event 113: Failed to allocate VMQ for NIC ").contains(
                "Reason - Maximum number of VMQs supported on the Protocol NIC is exceeded. Status = Insufficient system "
                        + "resources exist to complete the API.");
        assertThat(finding.fix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 1000000000, 0, vmq-below-10g, $False", "true, 1000000000, 1, ,", "true, 10000000000, 0, ,",
        "false, 10000000000, 0, vmq-disabled, $True", "false, 1000000000, 0, ,"})
    void shouldFindVmqThatIsNotWhatItShows(boolean enabled, long link, int inUse, String id, String switched) {
        Adapter adapter = new Adapter("a", "a", Optional.empty(), false, OptionalLong.of(link),
                Optional.of(new Adapter.Vmq(enabled, ProcessorSetting.of(0, 2, 7), OptionalInt.of(31))),
                Optional.empty(),
                inUse);
        Diagnosis diagnosis = HyperVDoctor.examine(host(SMT, List.of(adapter), single("s", "a")));

        assertThat(diagnosis.findings().stream().map(Finding::id)).isEqualTo(id == null ? List.of() : List.of(id));
        assertThat(diagnosis.commands())
                .isEqualTo(id == null ? List.of() : List.of("Set-NetAdapterVmq -Name \"a\" -Enabled " + switched));
    }

    @Test
    void shouldFindFewerRssQueuesThanProcessors() {
        assertThat(ids(host(SMT, List.of(Hosts.rss("r", 8, 8))))).isEmpty();
        Finding finding = only(host(SMT, List.of(Hosts.rss("r", 8, 2))));
        assertThat(finding.id()).isEqualTo("rss-queues-fewer-than-processors");
        assertThat(finding.fix()).containsExactly("Set-NetAdapterRss -Name \"r\" -NumberOfReceiveQueues 8");
    }

    @Test
    void shouldSayThatRssIsNotUsedUnderASwitch() {
        Adapter both = vmq("a", ProcessorSetting.of(0, 2, 7))
                .withRss(new Adapter.Rss(true, ProcessorSetting.UNSET, OptionalInt.of(2)));
        Diagnosis diagnosis = HyperVDoctor.examine(host(SMT, List.of(both), single("s", "a")));

        assertThat(diagnosis.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("rss-beside-vmq"));
        assertThat(diagnosis.isHealthy()).isTrue();
    }

    @Test
    void shouldSayWhereNoCommandHelps() {
        HostTopology small = new HostTopology(2, 1, 1);
        HostExport host = host(small,
                List.of(vmq("a", ProcessorSetting.from(0, 1)), vmq("b", ProcessorSetting.from(0, 1))),
                team("t", TeamMode.SWITCH_INDEPENDENT, LoadDistribution.HYPER_V_PORT, "a", "b"));

        assertThat(only(host).fix()).isEmpty();
        assertThat(HyperVDoctor.examine(host).isHealthy()).isFalse();
    }

    @Test
    void shouldQuoteNamesForPowerShell() {
        Finding finding = only(host(SMT, List.of(vmq("$a \"x\"`", ProcessorSetting.of(0, 0, 2))),
                single("s", "$a \"x\"`")));

        assertThat(finding.fix()).singleElement().asString().contains("-Name \"`$a `\"x`\"``\" -Base");
    }
}
