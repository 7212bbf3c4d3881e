package io.vmq.bench.ring;

import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;

/** One side's step at a descriptor ring: a batch of as many descriptors as there is room for, every field touched. */
final class RingBatches {

    /** Descriptors in a step; drivers poll in batches of 32 to 64. */
    static final int BATCH = 32;

    private RingBatches() {}

    /** Returns how many were published. */
    static int produce(DescriptorRing ring, int number) {
        DescriptorTable descriptors = ring.descriptors();
        int claimed = ring.claim(BATCH);
        for (int i = 0; i < claimed; i++) {
            descriptors.write(ring.claimedSlot(i), number, 7, 1, 64, 2, 3, number + i);
        }
        ring.publish(claimed);
        return claimed;
    }

    /** Returns how many were released; what was read goes to {@code sums}. */
    static int consume(DescriptorRing ring, long[] sums) {
        DescriptorTable descriptors = ring.descriptors();
        int polled = ring.poll(BATCH);
        long sum = 0;
        for (int i = 0; i < polled; i++) {
            int slot = ring.polledSlot(i);
            sum += descriptors.dueNs(slot) + descriptors.lateNs(slot) + descriptors.lengthBytes(slot)
                    + descriptors.queue(slot) + descriptors.flow(slot) + descriptors.sequence(slot);
        }
        ring.release(polled);
        sums[0] += sum;
        return polled;
    }
}
