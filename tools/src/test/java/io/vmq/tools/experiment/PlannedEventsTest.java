package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of a scenario, from their text to what they do. */
@Tag("computed")
class PlannedEventsTest {

    private static final long MS = 1_000_000;

    private static TrialResult vmq(Map<Setting, String> settings) throws InterruptedException {
        return Runs.virtual(settings).trials().getFirst();
    }

    /** Four cores on processors 0:0, 0:2, 0:4 and 0:6, and 4 s that are measured. */
    private static Scenario scenario(String faults) {
        return Runs.scenario(Map.of(Setting.CORES, "4", Setting.DURATION, "4s", Setting.FAULT, faults));
    }

    private static FaultPlan plan(String... faults) {
        return PlannedFaults.plan(scenario(String.join(";", faults)), 1_000 * MS);
    }

    @Test
    void shouldCountTimesFromTheBeginOfTheMeasuredTime() {
        FaultPlan plan = plan("stall:core=2,at=2s,for=100ms", "stall:core=2,at=2050ms,for=100ms",
                "link-down:nic0,at=0,for=1ms");

        assertThat(plan.ofCore(2).list()).containsExactly(new Outage(3_000 * MS, 3_150 * MS));
        assertThat(plan.ofLink(0).list()).containsExactly(new Outage(1_000 * MS, 1_001 * MS));
        assertThat(plan.source().isEmpty()).isTrue();
        assertThat(plan.ofCore(0).isEmpty()).isTrue();
    }

    /** The last one begins within the measured time, and lasts as long as the others. */
    @Test
    void shouldRepeatAFaultUntilTheEndOfTheMeasuredTime() {
        FaultPlan plan = plan("stall:core=0,at=500ms,for=1s,every=1500ms", "stall:source,at=0,for=1ms,every=2s",
                "link-down:nic0,at=3s,for=10ms,every=1s");

        assertThat(plan.ofCore(0).list()).containsExactly(new Outage(1_500 * MS, 2_500 * MS),
                new Outage(3_000 * MS, 4_000 * MS), new Outage(4_500 * MS, 5_500 * MS));
        assertThat(plan.source().list()).containsExactly(new Outage(1_000 * MS, 1_001 * MS),
                new Outage(3_000 * MS, 3_001 * MS));
        assertThat(plan.ofLink(0).list()).containsExactly(new Outage(4_000 * MS, 4_010 * MS));
    }

    @Test
    void shouldStallTheCoreThatIsOnTheProcessorAndNoOther() {
        FaultPlan plan = plan("stall:processor=0:4,at=0,for=1ms", "stall:core=2,at=1s,for=1ms",
                "stall:processor=0:3,at=0,for=1ms");

        assertThat(plan.cores()).containsOnlyKeys(2);
        assertThat(plan.ofCore(2).list()).containsExactly(new Outage(1_000 * MS, 1_001 * MS),
                new Outage(2_000 * MS, 2_001 * MS));
    }

    @Test
    void shouldSayThatAFaultHasNoEffectWhereNoQueueMayBeServed() {
        Scenario scenario = scenario("stall:processor=0:4,at=0,for=1ms,every=5ms;stall:processor=0:3,at=0,for=1ms");

        assertThat(PlannedFaults.events(scenario)).extracting(HostEvent::text).containsExactly(
                "stall:processor=0:4,at=0s,for=1ms,every=5ms",
                "stall:processor=0:3,at=0s,for=1ms: no effect, since no queue may be served there");
    }

    /** 2 us of every 10 us for something else make a core that has 80 % of its time, which is less than it is asked for. */
    @Test
    void shouldLeaveACoreTheTimeThatAStallDoesNotTake() throws InterruptedException {
        Map<Setting, String> full = Map.of(Setting.MODES, "single", Setting.RATE, "95%", Setting.DURATION, "200ms",
                Setting.WARMUP, "10ms");
        TrialResult all = vmq(full);
        TrialResult less = vmq(with(full, Setting.FAULT, "stall:processor=0:0,at=0,for=2us,every=10us"));

        assertThat(less.cores().getFirst().busy()).isCloseTo(0.8, within(0.01));
        assertThat((double) less.frames().delivered() / all.frames().delivered()).isCloseTo(0.8, within(0.02));
    }

    /** The experiment that the option was made for: at 40 % load a core gets one frame in 25 us. */
    @Test
    void shouldMakeFramesOfAStalledCoreWaitUpToTheLengthOfTheStall() throws InterruptedException {
        Map<Setting, String> settings = Map.of(Setting.MODES, "vmq", Setting.RATE, "40%", Setting.POPULARITY, "uniform",
                Setting.DURATION, "3s", Setting.FAULT, "stall:core=2,at=2s,for=100ms");
        TrialResult deep = vmq(with(settings, Setting.RING, "65536"));
        TrialResult usual = vmq(settings);

        assertThat(deep.frames().dropped().total()).isZero();
        assertThat(Objects.requireNonNull(deep.queues().get(3).latency()).maxNs()).isBetween(99 * MS, 101 * MS);
        assertThat(usual.queues().get(3).highWater()).isEqualTo(512);
        assertThat(usual.queues().get(3).dropped().of(DropReason.QUEUE_FULL)).isBetween(3_000L, 4_100L);
        for (QueueReport queue : usual.queues()) {
            if (queue.id() != 3) {
                assertThat(queue.dropped().total()).isZero();
                assertThat(queue).as("queue %d is the same without the stall", queue.id())
                        .isEqualTo(vmq(with(settings, Setting.FAULT, "stall:core=2,at=2999ms,for=1us")).queues()
                                .get(queue.id()));
            }
        }
        assertThat(usual.events()).extracting(HostEvent::text).containsExactly("stall:core=2,at=2s,for=100ms");
    }

    /** With rings of 512 and one or two queues a core, frames may wait for some 9 ms. */
    @ParameterizedTest
    @CsvSource({"100, false", "105, false", "120, true"})
    void shouldGiveAQueueToTheNextVmOnlyWhenNoFrameCanWaitInIt(int arrivalMs, boolean getsIt)
            throws InterruptedException {
        String arrival = arrivalMs == 100 ? ", arrive: vm9}]" : "}, {at: " + arrivalMs + "ms, arrive: vm9}]";
        TrialResult vmq = Runs.virtual("version: 1\nvms: {count: 9}\ntimeline: [{at: 100ms, leave: vm1" + arrival,
                Map.of(Setting.MODES, "vmq", Setting.RATE, "60%", Setting.DURATION, "200ms", Setting.WARMUP, "10ms"))
                .trials().getFirst();

        assertThat(vmq.events()).extracting(HostEvent::id).filteredOn(id -> id.equals("113"))
                .hasSize(getsIt ? 0 : 1);
        assertThat(vmq.events()).filteredOn(event -> event.id().equals("queue-being-freed")).hasSize(getsIt ? 0 : 1)
                .extracting(HostEvent::text).allMatch(
                        text -> text.startsWith("vm9 arrives while queue 1, which vm1 left, is being freed"));
        assertThat(vmq.queues().getFirst().received() > 0).as("vm9 shares the default queue").isEqualTo(!getsIt);
    }

    private static Map<Setting, String> with(Map<Setting, String> settings, Setting setting, String value) {
        Map<Setting, String> more = new EnumMap<>(settings);
        more.put(setting, value);
        return more;
    }
}
