package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static io.vmq.dispatch.engine.TestTrial.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials whose frames arrive by themselves, at a NIC that is a model. */
class ArrivingTrialTest {

    private static final int FRAMES = 20_000;

    private static TestTrial trial(UnaryOperator<TestArrivals> nic) {
        return new TestTrial().window(10 * MS, 20 * MS).costNs(500).ring(1 << 16)
                .frames(() -> TestSource.evenly(US, 8, 64)).arriving(source -> nic.apply(new TestArrivals(source)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldServeWhatArrivesInTheWindow(boolean pinned) throws InterruptedException {
        TrialResult result = trial(nic -> nic).runLive(pinned, TrialWatcher.NONE, new StopSignal());

        assertThat(result.frames().generated()).isEqualTo(FRAMES);
        assertThat(result.frames().delivered()).isEqualTo(FRAMES);
        assertThat(result.frames().reordered()).isZero();
        assertThat(result.rate().intendedPps()).as("the plan's own figure").isNotNull();
        assertThat(result.queues()).extracting(QueueReport::received).containsExactly(0L, 5_000L, 5_000L, 5_000L,
                5_000L);
        assertThat(result.events()).extracting(HostEvent::text).contains("frames came from a test");
        assertThat(result.partial()).isFalse();
        assertThat(result.invalidReasons()).isEmpty();
    }

    @Test
    void shouldGiveTheSameResultAsASourceThatIsAsked() throws InterruptedException {
        UnaryOperator<TestTrial> wild = trial -> trial.mode("rss").ring(16).window(5 * MS, 30 * MS)
                .flows(0, 1, 2, 3, 0, 1, Source.HOST, 3).frames(() -> TestSource.wild(9, 1_000, 8));

        TrialResult arrived = wild.apply(new TestTrial()).arriving(TestArrivals::new).runEmulated();
        TrialResult virtual = wild.apply(new TestTrial()).runVirtual();

        assertThat(arrived.frames()).isEqualTo(virtual.frames());
        assertThat(arrived.latency()).isEqualTo(virtual.latency());
        assertThat(arrived.queues()).isEqualTo(virtual.queues());
        assertThat(arrived.vms()).isEqualTo(virtual.vms());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldLeaveFramesInTheQueueThatTheNicChose(boolean pinned) throws InterruptedException {
        TrialResult result = trial(nic -> nic.inQueue(3)).runLive(pinned, TrialWatcher.NONE, new StopSignal());

        assertThat(result.queues()).extracting(QueueReport::received).containsExactly(0L, 0L, 0L, (long) FRAMES, 0L);
    }

    @Test
    void shouldCountAQueueThatDoesNotExist() throws InterruptedException {
        TrialResult result = trial(nic -> nic.inQueue(7)).runEmulated();

        assertThat(result.frames().dropped().of(DropReason.NO_QUEUE)).isEqualTo(FRAMES);
    }

    @Test
    void shouldCountWhatTheNicLost() throws InterruptedException {
        TrialResult result = trial(nic -> nic.losing(100)).runEmulated();

        long lost = result.frames().dropped().of(DropReason.NIC_FULL);
        assertThat(lost).isPositive();
        assertThat(result.frames().generated()).isEqualTo(FRAMES + lost);
        assertThat(result.vms().getLast().dropped().of(DropReason.NIC_FULL)).as("the host's row").isEqualTo(lost);
    }

    @Test
    void shouldEndWithTheNic() throws InterruptedException {
        TrialResult result = trial(nic -> nic.failingAt(15 * MS)).runEmulated();

        assertThat(result.partial()).isTrue();
        assertThat(result.invalidReasons()).contains(InvalidReason.NIC_FAILED);
        assertThat(result.frames().generated()).isEqualTo(5_001);
        assertThat(result.frames().delivered()).isEqualTo(5_001);
        assertThat(result.events()).extracting(HostEvent::text).contains("no more frames came: the cable was pulled");
    }

    @Test
    void shouldServeWhatWasHeldBackWhenTheNicFails() throws InterruptedException {
        TrialResult result = trial(nic -> nic.failingAt(15 * MS).holdingBack(8 * MS)).runEmulated();

        assertThat(result.frames().generated()).isEqualTo(5_001);
        assertThat(result.frames().delivered()).isEqualTo(5_001);
    }

    @Test
    void shouldSayThatTheNicFailedBeforeTheMeasuredTime() throws InterruptedException {
        TrialResult result = trial(nic -> nic.failingAt(5 * MS)).runEmulated();

        assertThat(result.frames().generated()).isZero();
        assertThat(result.partial()).isTrue();
        assertThat(result.invalidReasons()).contains(InvalidReason.NIC_FAILED);
    }

    @Test
    void shouldNotBelieveStampsOfAClockThatWasSet() throws InterruptedException {
        assertThat(trial(nic -> nic.withClockThatMoved(-20 * MS)).runEmulated().invalidReasons())
                .containsExactly(InvalidReason.CLOCK_MOVED);
        assertThat(trial(nic -> nic.withClockThatMoved(1 * MS)).runEmulated().invalidReasons()).isEmpty();
    }

    @Test
    void shouldNotBelieveATrialWithFiltersOfBefore() throws InterruptedException {
        TrialResult result = trial(nic -> nic.refusing("no room for filters")).runEmulated();

        assertThat(result.invalidReasons()).containsExactly(InvalidReason.FILTERS_REFUSED);
        assertThat(result.events()).extracting(HostEvent::text).contains("no room for filters");
    }

    @Test
    void shouldNotClaimOrderThatNobodyKnows() throws InterruptedException {
        assertThat(trial(TestArrivals::withoutOrder).runEmulated().frames().reordered()).isNull();
    }

    @Test
    void shouldTellTheNicWhenAPhaseBegins() throws InterruptedException {
        List<Integer> phases = new ArrayList<>();
        trial(UnaryOperator.identity()).changes(new VmChange(12 * MS, 0, false), new VmChange(20 * MS, 0, true))
                .arriving(source -> new TestArrivals(source).notingPhases(phases)).runEmulated();

        assertThat(phases).containsExactly(1, 2);
    }
}
