package io.vmq.tools.doctor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.host.SwitchEvents.Named;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.Exports;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import io.vmq.tools.doctor.export.Uplink.BoundTeam;
import io.vmq.tools.doctor.hyperv.Hosts;
import io.vmq.tools.doctor.hyperv.HyperVDoctor;
import io.vmq.tools.experiment.ExperimentWatcher;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans are worth, against what cores and links say by arithmetic. */
@Tag("computed")
class PlanSimulatorTest {

    private static final long SEED = Long.getLong("vmq.doctor.seed", 20_150_119L);
    private static final double CORE_BPS = 1_518 * 8 / 3.4626e-6;
    /** Layer 2 of 10 Gb/s links that are full. */
    private static final double LINK_BPS = 1e10 * 1_518 / 1_538;
    private static final HostTopology SMT = new HostTopology(16, 2, 1);
    private static final HostTopology FOUR_CORES = new HostTopology(4, 1, 1);

    private static Simulation simulate(HostExport host, String load) throws InterruptedException {
        return PlanSimulator.simulate(host, SimulatedLoad.parse(load), ExperimentWatcher.NONE, new StopSignal());
    }

    private static Comparison only(HostExport host, String load) throws InterruptedException {
        List<Comparison> comparisons = simulate(host, load).comparisons();
        assertThat(comparisons).hasSize(1);
        return comparisons.getFirst();
    }

    private static Outcome before(Comparison comparison) {
        assertThat(comparison.gap()).isEmpty();
        return comparison.before().orElseThrow();
    }

    private static Outcome after(Comparison comparison) {
        return comparison.after().orElseThrow();
    }

    private static Uplink team(TeamMode mode, LoadDistribution distribution, int vms) {
        return new Uplink(Named.ofSwitch("s"),
                Optional.of(new BoundTeam("t", Named.ofDevice("t"), mode, distribution)), List.of("a", "b"),
                Collections.nCopies(vms, "vm"), false);
    }

    private static Uplink alone(int vms) {
        return new Uplink(Named.ofSwitch("s"), Optional.empty(), List.of("a"), Collections.nCopies(vms, "vm"), false);
    }

    private static HostExport two(Uplink uplink, ProcessorSetting first, ProcessorSetting second) {
        return Hosts.host(SMT, List.of(Hosts.vmq("a", first), Hosts.vmq("b", second)), uplink);
    }

    private static Adapter a(boolean vmq, OptionalLong linkBps, OptionalInt queues) {
        return new Adapter("a", "a", Optional.empty(), false, linkBps,
                Optional.of(new Adapter.Vmq(vmq, ProcessorSetting.of(0, 2, 7), queues)), Optional.empty(), 0);
    }

    @Test
    void shouldBeWorthACoreInTheFoundingCase() throws InterruptedException {
        Comparison founding = only(Exports.read(Exports.founding()), "90%");

        assertThat(founding.part()).isEqualTo("switch Production Logical Switch");
        assertThat(before(founding).deliveredBps()).as("both VMs on processor 0:0").isCloseTo(CORE_BPS,
                withinPercentage(0.1));
        assertThat(after(founding).deliveredBps()).as("a core each").isCloseTo(2 * CORE_BPS, withinPercentage(0.1));
        assertThat(founding.ratio().orElseThrow()).isGreaterThan(1.5);
        assertThat(before(founding).event106()).isTrue();
        assertThat(after(founding).event106()).isFalse();
        assertThat(after(founding).offeredBps()).as("the same frames").isEqualTo(before(founding).offeredBps());
    }

    @Test
    void shouldHaveNothingToCompareOnceTheCommandsWereRun() throws InterruptedException {
        HostExport founding = Exports.read(Exports.founding());
        Comparison mended = only(HyperVDoctor.mended(founding), "90%");

        assertThat(mended.after()).isEmpty();
        assertThat(mended.ratio()).isEmpty();
        assertThat(before(mended)).isEqualTo(after(only(founding, "90%")));
    }

    /** Six VMs on three cores, as in the scenario hyperv-2012-team-sum-overlap; a team in a switch logs no Event 106. */
    @ParameterizedTest
    @CsvSource({"SWITCH_INDEPENDENT, true", "SWITCH_EMBEDDED, false"})
    void shouldGiveEveryVmACoreWhereMembersOfASumTeamOverlap(TeamMode mode, boolean event) throws InterruptedException {
        ProcessorSetting all = ProcessorSetting.of(0, 0, 8);
        Comparison six = only(two(team(mode, LoadDistribution.HYPER_V_PORT, 6), all, all), "90%");

        assertThat(before(six).deliveredBps()).isCloseTo(3 * CORE_BPS, withinPercentage(0.1));
        assertThat(before(six).coresUsed()).isEqualTo(3);
        assertThat(before(six).event106()).isEqualTo(event);
        assertThat(before(six).limit()).contains("100 % busy");
        assertThat(after(six).lossRatio()).isZero();
        assertThat(after(six).deliveredBps()).isCloseTo(1.8 * LINK_BPS, withinPercentage(0.5));
        assertThat(after(six).coresUsed()).isEqualTo(6);
        assertThat(after(six).limit()).isEmpty();
    }

    /** Frames of a VM come through both members of a min team; with sets that differ it has a core on each. */
    @Test
    void shouldBringTheFramesOfAVmTogetherInAMinTeam() throws InterruptedException {
        Comparison lacp = only(two(team(TeamMode.LACP, LoadDistribution.HYPER_V_PORT, 3), ProcessorSetting.of(0, 2, 3),
                ProcessorSetting.of(0, 8, 3)), "30%");

        assertThat(before(lacp).event106()).isTrue();
        assertThat(before(lacp).coresUsed()).isEqualTo(6);
        assertThat(after(lacp).event106()).isFalse();
        assertThat(after(lacp).coresUsed()).isEqualTo(3);
        assertThat(after(lacp).lossRatio()).isZero();
    }

    /** The busiest link is as full as was asked for, so nothing is lost in front of an adapter. */
    @ParameterizedTest
    @CsvSource({"SWITCH_INDEPENDENT, HYPER_V_PORT, 1, 1", "SWITCH_INDEPENDENT, HYPER_V_PORT, 3, 1.5",
        "SWITCH_INDEPENDENT, DYNAMIC, 4, 2", "SWITCH_INDEPENDENT, IP_ADDRESSES, 4, 1", "LACP, DYNAMIC, 1, 2"})
    void shouldLoadTheBusiestLink(TeamMode mode, LoadDistribution distribution, int vms, double links)
            throws InterruptedException {
        ProcessorSetting set = ProcessorSetting.of(0, 2, 7);
        Outcome outcome = before(only(two(team(mode, distribution, vms), set, set), "10%"));

        assertThat(outcome.offeredBps()).isCloseTo(links * 0.1 * LINK_BPS, withinPercentage(2));
        assertThat(outcome.lossRatio()).isZero();
    }

    @Test
    void shouldShowWhatSwitchingVmqOnIsWorth() throws InterruptedException {
        HostExport off = Hosts.host(SMT,
                List.of(a(false, OptionalLong.of(Hosts.TEN_GIGABIT), OptionalInt.of(31))),
                alone(4));
        Comparison comparison = only(off, "90%");

        assertThat(before(comparison).deliveredBps()).isCloseTo(CORE_BPS, withinPercentage(0.1));
        assertThat(before(comparison).coresUsed()).isEqualTo(1);
        assertThat(after(comparison).deliveredBps()).isCloseTo(0.9 * LINK_BPS, withinPercentage(0.5));
    }

    /** It is shown as enabled and not used; the command only makes it look so. */
    @Test
    void shouldUseNoVmqBelowTenGigabit() throws InterruptedException {
        HostExport slow = Hosts.host(SMT, List.of(a(true, OptionalLong.of(1_000_000_000L), OptionalInt.of(7))),
                alone(4));
        Comparison comparison = only(slow, "90%");

        assertThat(HyperVDoctor.examine(slow).commands()).isNotEmpty();
        assertThat(before(comparison).coresUsed()).isEqualTo(1);
        assertThat(before(comparison).lossRatio()).isZero();
        assertThat(comparison.after()).isEmpty();
    }

    /** The first core has nothing else to do in the model, so leaving it to the host costs there. */
    @Test
    void shouldSayWhereAPlanCosts() throws InterruptedException {
        HostExport small = Hosts.host(FOUR_CORES, List.of(Hosts.vmq("a", ProcessorSetting.from(0, 0))), alone(4));

        assertThat(only(small, "100%").ratio().orElseThrow()).isBetween(0.7, 0.9);
    }

    @Test
    void shouldSimulateHostNicsWhoseRssIsMended() throws InterruptedException {
        HostExport host = Hosts.host(SMT, List.of(Hosts.rss("r", 8, 1), Hosts.rss("fine", 8, 8)));
        Comparison rss = only(host, "90%");

        assertThat(rss.part()).isEqualTo("host NIC r");
        assertThat(before(rss).deliveredBps()).isCloseTo(CORE_BPS, withinPercentage(0.1));
        assertThat(after(rss).coresUsed()).isEqualTo(8);
        assertThat(after(rss).lossRatio()).isLessThan(0.01);
    }

    @Test
    void shouldSimulateEachSwitchByItself() throws InterruptedException {
        HostExport host = Hosts.host(SMT,
                List.of(Hosts.vmq("a", ProcessorSetting.of(0, 2, 4)), Hosts.vmq("b", ProcessorSetting.of(0, 8, 4))),
                Hosts.single("s", "a", "vm1"), Hosts.single("t", "b"));

        assertThat(simulate(host, "1%").comparisons()).extracting(Comparison::part).containsExactly("switch s",
                "switch t");
    }

    @Test
    void shouldSayWhatIsMissing() throws InterruptedException {
        OptionalLong tenGigabit = OptionalLong.of(Hosts.TEN_GIGABIT);
        OptionalInt seven = OptionalInt.of(7);
        assertGap("no VM adapter", a(true, tenGigabit, seven), alone(0));
        assertGap("10000 VM adapters", a(true, tenGigabit, seven), alone(10_000));
        assertGap("the link of a is down", a(true, OptionalLong.empty(), seven), alone(1));
        assertGap("1000 b/s", a(true, OptionalLong.of(1_000), seven), alone(1));
        assertGap("receive queues of a", a(true, tenGigabit, OptionalInt.empty()), alone(1));
        assertGap("receive queues of a", a(false, tenGigabit, OptionalInt.of(0)), alone(1));
        assertGap("SR-IOV", a(true, tenGigabit, seven),
                new Uplink(Named.ofSwitch("s"), Optional.empty(), List.of("a"), List.of("vm"), true));
        assertGap("adapter b is not among", a(true, tenGigabit, seven),
                team(TeamMode.SWITCH_EMBEDDED, LoadDistribution.DYNAMIC, 1));
        assertGap("no processor fits", Hosts.vmq("a", ProcessorSetting.of(0, 40, 4)), alone(1));
        assertThat(simulate(Hosts.host(SMT, List.of(Hosts.vmq("a", ProcessorSetting.UNSET))), "90%").comparisons())
                .isEmpty();
    }

    private static void assertGap(String expected, Adapter adapter, Uplink uplink) throws InterruptedException {
        Comparison comparison = only(Hosts.host(SMT, List.of(adapter), uplink), "90%");

        assertThat(comparison.gap()).hasValueSatisfying(gap -> assertThat(gap).contains(expected));
        assertThat(comparison.before()).isEmpty();
        assertThat(comparison.after()).isEmpty();
    }

    /** Whatever a reader could give is simulated or refused with a reason, twice the same; a failure names the seed. */
    @Test
    void shouldSimulateDrawnHosts() throws InterruptedException {
        int compared = 0;
        for (long seed = SEED; seed < SEED + 60; seed++) {
            HostExport host = Hosts.random(new SplittableRandom(seed));
            Simulation simulation = simulate(host, "1%");

            assertThat(simulation.comparisons().size()).as("seed %d", seed)
                    .isGreaterThanOrEqualTo(host.uplinks().size());
            for (Comparison comparison : simulation.comparisons()) {
                assertThat(comparison.gap().isPresent()).as("seed %d: %s", seed, comparison)
                        .isNotEqualTo(comparison.before().isPresent());
                comparison.before().ifPresent(outcome -> assertThat(outcome.lossRatio()).isZero());
                comparison.after().ifPresent(outcome -> {
                    assertThat(outcome.offeredBps()).isEqualTo(before(comparison).offeredBps());
                    assertThat(outcome.lossRatio()).isZero();
                });
                compared += comparison.after().isPresent() ? 1 : 0;
            }
        }
        assertThat(compared).as("parts that a plan changes").isGreaterThan(10);
    }

    @Test
    void shouldGiveTheSameTwice() throws InterruptedException {
        HostExport founding = Exports.read(Exports.founding());

        assertThat(simulate(founding, "5%")).isEqualTo(simulate(founding, "5%"));
    }

    @Test
    void shouldStopWhenAsked() throws InterruptedException {
        StopSignal stop = new StopSignal();
        stop.raise();
        Simulation simulation = PlanSimulator.simulate(Exports.read(Exports.founding()), SimulatedLoad.DEFAULT,
                ExperimentWatcher.NONE, stop);

        assertThat(simulation.interrupted()).isTrue();
        assertThat(simulation.comparisons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "0%", "0.5%", "101%", "1gbps", "max", "-1%"})
    void shouldRefuseOtherLoads(String text) {
        assertThatThrownBy(() -> SimulatedLoad.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a share of the busiest link from 1% to 100%");
    }
}
