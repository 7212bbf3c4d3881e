package io.vmq.dispatch.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which core serves which receive queue.
 *
 * <p>
 * A queue is served by one core at a time; a core may serve many. Immutable: moving queues makes another assignment.
 */
public final class Assignment {

    private final int[] coreOfQueue;

    private Assignment(int[] coreOfQueue) {
        this.coreOfQueue = coreOfQueue;
    }

    /** Queues 0, 1, 2 and so on go round the cores from the first: how RSS queues are spread. */
    public static Assignment fromFirstQueue(int queues, int cores) {
        int[] coreOfQueue = new int[queues];
        Arrays.setAll(coreOfQueue, queue -> queue % cores);
        return new Assignment(coreOfQueue);
    }

    /**
     * VM queues 1, 2 and so on go round the cores from the first; default queue 0 is on the first core too. This is static
     * VMQ: a queue is tied to a processor when it is allocated, in order of allocation.
     */
    public static Assignment fromFirstVmQueue(int queues, int cores) {
        int[] coreOfQueue = new int[queues];
        Arrays.setAll(coreOfQueue, queue -> queue == 0 ? 0 : (queue - 1) % cores);
        return new Assignment(coreOfQueue);
    }

    /** The core that serves {@code queue}. */
    public int coreOf(int queue) {
        return coreOfQueue[queue];
    }

    /** The queues that {@code core} serves, in ascending order. */
    public int[] queuesOf(int core) {
        return IntStream.range(0, coreOfQueue.length).filter(queue -> coreOfQueue[queue] == core).toArray();
    }
}
