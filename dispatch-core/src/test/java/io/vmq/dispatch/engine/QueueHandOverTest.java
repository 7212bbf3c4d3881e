package io.vmq.dispatch.engine;

import static io.vmq.dispatch.engine.TestTrial.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.Ledger;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.ring.WhenFull;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The hand-over to real queues, whose consumers stand still. */
class QueueHandOverTest {

    /** A frame is blocked until it is too late; so is then what was due with it, and not what is due later. */
    @Test
    void shouldWithdrawWhatBecameTooLateBehindABlockedFrame() {
        TrialPlan plan = new TestTrial().host(2, 2, 1).flows(0, 1).ring(1).whenFull(WhenFull.BLOCK_SOURCE)
                .thresholds(new Thresholds(MS, MS, MS, 0)).plan();
        TrialShape shape = plan.shape();
        TrialBooks books = new TrialBooks(shape, true, true, null);
        Ledger intake = books.openLedger();
        try (Arena arena = Arena.ofConfined()) {
            RxQueues queues = new RxQueues(arena, 3, 1, 0, 64);
            QueueHandOver handOver = new QueueHandOver(queues, plan, books.openMeter(),
                    new QueueDemand(plan.service().cost(), 3), new LiveState(new StopSignal()));
            FrameBatch batch = queues.batch();
            batch.begin();
            int[] queueOf = {1, 1, 2, 2};
            long[] dueNs = {0, 0, 0, 2 * MS};
            for (int i = 0; i < queueOf.length; i++) {
                batch.add(batch.address(i), 60, 64, true, dueNs[i], 0, queueOf[i] - 1, i);
                intake.generated(queueOf[i] - 1, 64);
                intake.received(queueOf[i]);
            }
            AtomicLong nowNs = new AtomicLong();

            handOver.give(batch, queueOf, 0, new TrialClock(() -> nowNs.getAndAdd(MS / 2), 0, 0));

            assertThat(queues.queue(1).ring().poll(8)).isEqualTo(1);
            assertThat(queues.queue(2).ring().poll(8)).as("the frame due at 2 ms").isEqualTo(1);
            int slot = queues.queue(2).ring().polledSlot(0);
            assertThat(queues.queue(2).ring().descriptors().dueNs(slot)).isEqualTo(2 * MS);
            intake.inFlight(0, 1, 64);
            intake.inFlight(1, 2, 64);
            books.close(MS);
            assertThat(books.withdrawnFrames()).isEqualTo(2);
        }
    }
}
