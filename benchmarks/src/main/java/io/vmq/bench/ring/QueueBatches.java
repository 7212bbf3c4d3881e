package io.vmq.bench.ring;

import static io.vmq.bench.ring.RingBatches.BATCH;

import java.util.Queue;

/**
 * One side's step at a queue of objects, as like a step at a ring as can be: the objects are made once and used in turn, and
 * there are more of them than the queue holds, so that none is written while it waits.
 */
final class QueueBatches {

    private final Queue<Carrier> queue;
    private final Carrier[] carriers;
    private int next;

    QueueBatches(Queue<Carrier> queue, int capacity) {
        this.queue = queue;
        // What the consumer has just taken may still be read: two batches more than fit.
        carriers = new Carrier[Integer.highestOneBit(capacity + 2 * BATCH) << 1];
        for (int i = 0; i < carriers.length; i++) {
            carriers[i] = new Carrier();
        }
    }

    /** Returns how many were taken by the queue. */
    int produce(int number) {
        for (int i = 0; i < BATCH; i++) {
            Carrier carrier = carriers[next & carriers.length - 1];
            carrier.write(number, 1, 64, 2, 3, number + i);
            if (!queue.offer(carrier)) {
                return i;
            }
            next++;
        }
        return BATCH;
    }

    /** Returns how many the queue gave; what was read goes to {@code sums}. */
    int consume(long[] sums) {
        long sum = 0;
        int taken = 0;
        for (Carrier carrier = queue.poll(); carrier != null; carrier = taken < BATCH ? queue.poll() : null) {
            sum += carrier.sum();
            taken++;
        }
        sums[0] += sum;
        return taken;
    }
}
