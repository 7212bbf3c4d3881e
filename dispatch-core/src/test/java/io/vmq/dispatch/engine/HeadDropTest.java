package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.ring.WhenFull;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drop-head at the real queues of one core. */
class HeadDropTest {

    private static final int RING_SLOTS = 4;

    private final Arena arena = Arena.ofConfined();
    private final RxQueues queues = new RxQueues(arena, 3, RING_SLOTS, HeadDrop.spareSlots(WhenFull.DROP_HEAD), 64);
    private final RxQueue[] served = {queues.queue(1), queues.queue(2)};
    private final QueueDemand demand = new QueueDemand(new ServiceCost(1_000, 10), 3);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldDropTheOldestOfAllQueuesOfTheCoreWhicheverIsServed() {
        HeadDrop headDrop = headDrop(WhenFull.DROP_HEAD);
        fill(1, 10);
        fill(2, 64);

        headDrop.look();

        assertThat(headDrop.droppedOf(1)).isEqualTo(6);
        assertThat(headDrop.droppedOf(2)).isEqualTo(60);
        for (RxQueue queue : served) {
            assertThat(queue.ring().poll(64)).isEqualTo(RING_SLOTS);
        }
        assertThat(served[1].ring().descriptors().sequence(served[1].ring().polledSlot(0))).as("the newest are left")
                .isEqualTo(60);
        assertThat(demand.read()).as("what it cost counts as demand, 1,640 ps each").containsExactly(0, 6 * 1_640,
                60 * 1_640);
    }

    @Test
    void shouldLeaveQueuesAloneUnderOtherPolicies() {
        HeadDrop headDrop = headDrop(WhenFull.DROP_TAIL);
        fill(1, 10);

        headDrop.look();

        assertThat(headDrop.droppedOf(1)).isZero();
        assertThat(served[0].ring().poll(64)).isEqualTo(10);
    }

    private HeadDrop headDrop(WhenFull policy) {
        return new HeadDrop(policy, ServedQueues.staying(served), 3, meter(), demand);
    }

    private static DeliveryMeter meter() {
        TrialShape shape = new TestTrial().host(1, 2, 2).flows(0, 1).plan().shape();
        return new TrialBooks(shape, true, true, null).openMeter(1, 2);
    }

    private void fill(int queue, int frames) {
        FrameBatch batch = queues.batch();
        batch.begin();
        for (int i = 0; i < frames; i++) {
            batch.add(batch.address(i), 60, 64, true, i, 0, queue - 1, i);
        }
        int[] queueOf = new int[frames];
        Arrays.fill(queueOf, queue);
        assertThat(queues.offer(batch, queueOf, 0, 0)).isEqualTo(frames);
        queues.flush();
    }
}
