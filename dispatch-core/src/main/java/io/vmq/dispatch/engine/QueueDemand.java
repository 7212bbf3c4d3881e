package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.memory.CacheLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * What the frames of each queue asked of pinned cores since the trial began, ps: the cost of those served, counted by the core that
 * serves the queue, and of those dropped because it was full, counted by whoever drops them. Each count is written by one thread at a
 * time, on cache lines of its own, and grows; the control thread may read it at any moment, and what it misses it finds the next time.
 */
final class QueueDemand {

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int STRIDE = CacheLine.PAIR_BYTES / Long.BYTES;

    private final ServiceCost cost;
    private final long[] atCore;
    private final long[] atSource;

    QueueDemand(ServiceCost cost, int queueCount) {
        this.cost = cost;
        atCore = new long[(queueCount + 1) * STRIDE];
        atSource = new long[(queueCount + 1) * STRIDE];
    }

    private static int count(int queue) {
        return (queue + 1) * STRIDE;
    }

    /** The core that serves {@code queue}: its frames cost {@code costPs} more; once a batch. */
    void atCore(int queue, long costPs) {
        add(atCore, queue, costPs);
    }

    /** The core that serves {@code queue}: a frame of it gave way. */
    void droppedAtCore(int queue, int lengthBytes) {
        add(atCore, queue, cost.ofPs(lengthBytes));
    }

    /** The source's thread: a frame found {@code queue} full. */
    void droppedAtSource(int queue, int lengthBytes) {
        add(atSource, queue, cost.ofPs(lengthBytes));
    }

    private static void add(long[] counts, int queue, long costPs) {
        int at = count(queue);
        COUNT.setRelease(counts, at, counts[at] + costPs);
    }

    /** Control thread: for each queue what was counted so far. */
    long[] read() {
        long[] sums = new long[atCore.length / STRIDE - 1];
        Arrays.setAll(sums, queue -> (long) COUNT.getAcquire(atCore, count(queue))
                + (long) COUNT.getAcquire(atSource, count(queue)));
        return sums;
    }
}
