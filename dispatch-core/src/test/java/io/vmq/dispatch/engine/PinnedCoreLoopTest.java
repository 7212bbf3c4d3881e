package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.OrderCheck;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.ring.WhenFull;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The loop of a pinned core, run by the test's thread on what is in its queues already. */
class PinnedCoreLoopTest {

    private static final ServiceCost COST = new ServiceCost(1_000_000, 700);
    private static final int RING_SLOTS = 8;

    /** Served, dropped at the tail by the source or at the head by the core: all of it was asked for. */
    @ParameterizedTest
    @EnumSource(value = WhenFull.class, mode = Mode.EXCLUDE, names = "BLOCK_SOURCE")
    void shouldCountWhatItsFramesAskDeliveredAndDropped(WhenFull whenFull) {
        TrialPlan plan = new TestTrial().host(2, 2, 1).flows(0, 1).ring(RING_SLOTS).cost(COST).whenFull(whenFull)
                .plan();
        TrialShape shape = plan.shape();
        TrialBooks books = new TrialBooks(shape, true, true, null);
        LiveState state = new LiveState(new StopSignal());
        NanoClock clock = new TickingClock(100);
        QueueDemand demand = new QueueDemand(COST, 3);
        try (Arena arena = Arena.ofConfined()) {
            RxQueues queues = new RxQueues(arena, 3, RING_SLOTS, HeadDrop.spareSlots(whenFull), 64);
            QueueHandOver handOver = new QueueHandOver(queues, plan, books.openMeter(), demand, state);
            FrameBatch batch = queues.batch();
            batch.begin();
            int[] queueOf = new int[40];
            Arrays.setAll(queueOf, i -> i < 30 ? 1 : 2);
            for (int i = 0; i < queueOf.length; i++) {
                batch.add(batch.address(i), 60, 100, true, i, 0, queueOf[i] - 1, i);
            }
            handOver.give(batch, queueOf, 40, new TrialClock(clock, 0, 0));
            state.begin(0);
            state.sourceEnded(false);

            new PinnedCoreLoop(0, ServedQueues.staying(queues.queue(0), queues.queue(1), queues.queue(2)), 3, plan,
                    books.openMeter(0, 1, 2), demand, OrderCheck.ofOneThread(2), state, clock).run();
        }

        long framePs = 1_070_000;
        assertThat(demand.read()).as("ps, by the queue that served or lost it").containsExactly(switch (whenFull) {
            // Eight of the 22 that found queue 1 full, and no more, found room in queue 0.
            case OVERFLOW_DEFAULT -> new long[] {8 * framePs, 22 * framePs, 10 * framePs};
            default -> new long[] {0, 30 * framePs, 10 * framePs};
        });
    }
}
