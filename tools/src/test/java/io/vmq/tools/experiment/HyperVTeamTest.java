package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.tools.scenario.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams under traffic, in virtual time: what wrong processor sets cost, and what a failing member does. */
@Tag("computed")
class HyperVTeamTest {

    private static final double CORE_BPS = 3.507e9;
    private static final double FRAMES_PER_SECOND = 1e10 / (1_538 * 8);
    private static final String OVERLAP = "hyperv-2012-team-sum-overlap";
    private static final String FIXED = "hyperv-2012-team-sum-fixed";
    private static final String OUTAGE = "link-down:nic1,at=400ms,for=300ms";

    private static TrialResult run(String scenario, String mode, Map<Setting, String> settings)
            throws InterruptedException {
        return run(scenario, mode, settings, "", "");
    }

    private static TrialResult run(String scenario, String mode, Map<Setting, String> settings, String text,
            String replacement) throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.MODES, mode);
        all.putIfAbsent(Setting.DURATION, "1s");
        all.putIfAbsent(Setting.WARMUP, "100ms");
        return Runs.changed(scenario, text, replacement, all).trials().getFirst();
    }

    private static List<HostEvent> logged(TrialResult trial) {
        return trial.events().stream().filter(event -> event.source().equals(HostEvent.VM_SWITCH)).toList();
    }

    private static long dropped(TrialResult trial, DropReason reason) {
        return trial.frames().dropped().of(reason);
    }

    @Test
    void shouldLoseNearlyHalfWhereTheSetsOfMembersOverlap() throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of());

        assertThat(trial.rate().deliveredBps()).as("three cores").isCloseTo(3 * CORE_BPS, withinPercentage(0.1));
        assertThat(trial.cores().stream().filter(core -> core.busy() > 0).count()).isEqualTo(3);
        assertThat(logged(trial)).extracting(HostEvent::id).containsExactly("106");
        assertThat(logged(trial).getFirst().text())
                .startsWith("Available processor sets of the underlying physical NICs belonging to the LBFO team NIC ")
                .endsWith("Reason: The processor sets overlap when LBFO is configured with sum-queue mode.");
    }

    @Test
    void shouldLoseNothingWithSetsOfTheirOwn() throws InterruptedException {
        TrialResult trial = run(FIXED, "vmq", Map.of());

        assertThat(trial.frames().dropped().total()).isZero();
        assertThat(trial.rate().deliveredBps()).isGreaterThan(18e9);
        assertThat(logged(trial)).isEmpty();
        assertThat(trial.cores().getFirst().processor()).hasToString("0:2");
    }

    @Test
    void shouldLogTheOtherReasonWhereMembersInMinModeDiffer() throws InterruptedException {
        TrialResult trial = run(FIXED, "vmq", Map.of(), "mode: switch-independent", "mode: lacp");

        assertThat(logged(trial)).extracting(HostEvent::text).singleElement().asString()
                .endsWith("Reason: The processor sets are not identical when LBFO is configured with min-queue mode.");
    }

    /** The reason for the rule of min mode: a VM's frames come through any member, and meet on one core all the same. */
    @Test
    void shouldServeAVmOnOneCoreThroughAnyMemberWhereSetsAreEqual() throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of(Setting.RATE, "40%"), "mode: switch-independent",
                "mode: static");

        Map<String, Integer> coreOfVm = new HashMap<>();
        for (QueueReport queue : trial.queues()) {
            if (queue.vm() != null) {
                assertThat(coreOfVm.merge(queue.vm(), queue.core(), (one, other) -> one)).isEqualTo(queue.core());
                assertThat(queue.received()).as("%s through %s", queue.vm(), queue.nic()).isPositive();
            }
        }
        assertThat(coreOfVm).hasSize(6);
        assertThat(logged(trial)).isEmpty();
        assertThat(trial.frames().reordered()).isZero();
    }

    @Test
    void shouldUseOneLinkOnlyWhereAllArrivesOnThePrimaryMember() throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of(), "distribution: hyper-v-port", "distribution: ip-addresses");

        assertThat(trial.queues().stream().filter(queue -> queue.nic().equals("nic1")))
                .allSatisfy(queue -> assertThat(queue.received()).isZero());
        assertThat(trial.rate().deliveredBps()).as("one link").isCloseTo(1_518 * 8 * FRAMES_PER_SECOND,
                withinPercentage(0.1));
        assertThat(dropped(trial, DropReason.SWITCH_FULL)).isCloseTo(Math.round(0.9 * FRAMES_PER_SECOND),
                withinPercentage(1));
    }

    /** The members that are left can carry all: only what comes before the failure is noticed is lost. */
    @ParameterizedTest
    @CsvSource({"switch-independent, hyper-v-port", "switch-embedded, hyper-v-port", "lacp, hyper-v-port",
        "static, dynamic"})
    void shouldLoseWhatComesBeforeAFailureIsNoticed(String mode, String distribution)
            throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of(Setting.RATE, "40%", Setting.FAULT, OUTAGE),
                "mode: switch-independent, distribution: hyper-v-port",
                "mode: " + mode + ", distribution: " + distribution);

        double toNic1 = 0.4 * FRAMES_PER_SECOND;
        assertThat(dropped(trial, DropReason.LINK_DOWN)).isCloseTo(Math.round(toNic1 * 0.010), withinPercentage(12));
        assertThat(trial.frames().dropped().total()).as("nothing else").isEqualTo(dropped(trial, DropReason.LINK_DOWN));
        assertThat(trial.events()).extracting(HostEvent::id).filteredOn("team-ports"::equals).hasSize(2);
    }

    @Test
    void shouldNotMissASecondaryMemberWhereAllArrivesOnThePrimary() throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of(Setting.RATE, "40%", Setting.FAULT, OUTAGE),
                "distribution: hyper-v-port", "distribution: transport-ports");

        assertThat(trial.frames().dropped().total()).isZero();
        assertThat(trial.frames().reordered()).isZero();
    }

    /** One link is too little for all, so frames wait in front of it; those that come on the other link then overtake them. */
    @Test
    void shouldCountWhatOvertakesWhenAMemberReturns() throws InterruptedException {
        TrialResult trial = run(FIXED, "vmq", Map.of(Setting.RATE, "60%", Setting.FAULT, OUTAGE));

        double lost = 0.2 * FRAMES_PER_SECOND * 0.3;
        assertThat(dropped(trial, DropReason.SWITCH_FULL)).isCloseTo(Math.round(lost), withinPercentage(15));
        assertThat(trial.frames().reordered()).as("up to half of the 681 frames of a full buffer").isBetween(50L, 700L);
        assertThat(run(FIXED, "vmq", Map.of(Setting.RATE, "60%")).frames().reordered()).isZero();
    }

    @Test
    void shouldShareTheDefaultQueueOfASurvivorThatHasTooFewQueues() throws InterruptedException {
        TrialResult trial = run(FIXED, "vmq",
                Map.of(Setting.RATE, "40%", Setting.QUEUES, "3", Setting.FAULT, OUTAGE));

        assertThat(logged(trial)).extracting(HostEvent::id).containsExactly("113", "113", "113");
        QueueReport shared = trial.queues().getFirst();
        assertThat(shared.id()).isZero();
        assertThat(shared.received()).as("three of six VMs for 300 ms").isCloseTo(
                Math.round(0.4 * FRAMES_PER_SECOND * 0.3), withinPercentage(3));
    }

    @ParameterizedTest
    @CsvSource({"vmq", "vmmq", "vrss", "rss"})
    void shouldGiveLiveMigrationALinkOfItsOwn(String mode) throws InterruptedException {
        TrialResult trial = run("live-migration", mode, Map.of(), "at: 4s", "at: 800ms");

        VmReport host = trial.vms().getLast();
        assertThat(host.name()).isEqualTo("host");
        assertThat(host.deliveredBps()).isGreaterThan(9.3e9);
        assertThat(trial.frames().dropped().total()).isZero();
        assertThat(trial.queues().stream().filter(queue -> queue.nic().equals("nic2")).count())
                .as("RSS, without filters").isEqualTo(5);
        assertThat(trial.vms().subList(0, 8)).allSatisfy(vm -> assertThat(vm.deliveredBps()).isGreaterThan(1.2e9));
    }

    /** Each NIC's queues stay within its own cores. */
    @Test
    void shouldMoveQueuesOfEveryMemberWithinItsSet() throws InterruptedException {
        TrialResult trial = run(FIXED, "vmq", Map.of(Setting.BALANCE, "dvmq", Setting.WARMUP, "1s"));

        assertThat(trial.moves()).isNotEmpty().allSatisfy(move -> {
            boolean ofFirst = trial.queues().get(move.queue()).nic().equals("nic0");
            assertThat(move.to()).isBetween(ofFirst ? 0 : 4, ofFirst ? 3 : 6);
            assertThat(move.reordered()).isZero();
        });
        assertThat(trial.frames().dropped().total()).isZero();
    }

    /** All queues of both members begin on core 0, and each sees what the other asks of the cores that both may use. */
    @Test
    void shouldFindRoomBesideTheOtherMemberWhereSetsOverlap() throws InterruptedException {
        TrialResult trial = run(OVERLAP, "vmq", Map.of(Setting.BALANCE, "dvmq", Setting.WARMUP, "1s"));

        assertThat(trial.moves()).extracting(move -> trial.queues().get(move.queue()).nic()).contains("nic0", "nic1");
        assertThat(trial.rate().deliveredBps()).as("without a balancer three cores serve all").isGreaterThan(18e9);
    }
}
