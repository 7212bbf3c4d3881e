package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.tools.scenario.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Faults of a scenario, from their text to what they do. */
class PlannedEventsTest {

    private static final long MS = 1_000_000;

    private static TrialResult vmq(Map<Setting, String> settings) throws InterruptedException {
        return Runs.virtual(settings).trials().getFirst();
    }

    @Test
    void shouldCountTimesFromTheBeginOfTheMeasuredTime() {
        FaultPlan plan = PlannedFaults.plan(Runs.scenario(Map.of(Setting.FAULT,
                "stall:core=2,at=2s,for=100ms;stall:core=2,at=2050ms,for=100ms;link-down:nic0,at=0,for=1ms")),
                1_000 * MS);

        assertThat(plan.ofCore(2).list()).containsExactly(new Outage(3_000 * MS, 3_150 * MS));
        assertThat(plan.ofLink(0).list()).containsExactly(new Outage(1_000 * MS, 1_001 * MS));
        assertThat(plan.source().isEmpty()).isTrue();
        assertThat(plan.ofCore(0).isEmpty()).isTrue();
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

    private static Map<Setting, String> with(Map<Setting, String> settings, Setting setting, String value) {
        Map<Setting, String> more = new EnumMap<>(settings);
        more.put(setting, value);
        return more;
    }
}
