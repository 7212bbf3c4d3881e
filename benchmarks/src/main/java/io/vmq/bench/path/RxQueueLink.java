package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import java.lang.foreign.Arena;

/** The product's own receive queues. */
final class RxQueueLink implements FrameLink {

    private final RxQueues queues;

    RxQueueLink(Arena arena) {
        queues = new RxQueues(arena, Guests.QUEUES, DEPTH, 0, Guests.STORED_BYTES);
    }

    @Override
    public FrameBatch batch() {
        return queues.batch();
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int next = queues.offer(batch, queueOf, from, batch.dueNs(0));
        queues.flush();
        return next;
    }

    @Override
    public int receive(int queue, Checked to) {
        RxQueue rx = queues.queue(queue);
        DescriptorRing ring = rx.ring();
        int ready = ring.poll(POLL_LIMIT);
        if (ready == 0) {
            return 0;
        }
        DescriptorTable descriptors = ring.descriptors();
        Memory frames = rx.frames();
        for (int i = 0; i < ready; i++) {
            int slot = ring.polledSlot(i);
            to.frame(frames.i64Be(descriptors.frame(slot)), descriptors.flow(slot), descriptors.sequence(slot),
                    descriptors.dueNs(slot));
        }
        ring.release(ready);
        return ready;
    }
}
