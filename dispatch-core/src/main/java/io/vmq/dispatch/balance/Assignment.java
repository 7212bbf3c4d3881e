package io.vmq.dispatch.balance;

import io.vmq.dispatch.host.NicAttachment;
import java.util.Arrays;
import java.util.List;
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

    /**
     * Where the queues of a NIC begin. VM queues 1, 2 and so on go round the cores from the first, and default queue 0 is on the
     * first core too: static VMQ ties a queue to a processor when it is allocated, in order of allocation. The queues of other
     * attachments go round the cores from queue 0.
     */
    public static Assignment initial(NicAttachment nic, int cores) {
        int first = nic.kind().isSwitch() ? 1 : 0;
        int[] coreOfQueue = new int[nic.queueCount()];
        Arrays.setAll(coreOfQueue, queue -> Math.max(0, queue - first) % cores);
        return new Assignment(coreOfQueue);
    }

    /** All queues of a NIC on its home processor, the first core: how Dynamic VMQ begins ("VMQ Deep Dive, 2 of 3"). */
    public static Assignment atHome(NicAttachment nic) {
        return new Assignment(new int[nic.queueCount()]);
    }

    /**
     * The assignments of several NICs as one: their queues are numbered through.
     *
     * @param coresOfNics
     *            for each NIC, the host's number of each of its cores
     */
    public static Assignment joined(List<Assignment> ofNics, List<List<Integer>> coresOfNics) {
        return new Assignment(IntStream.range(0, ofNics.size()).boxed().flatMapToInt(
                nic -> IntStream.of(ofNics.get(nic).coreOfQueue).map(core -> coresOfNics.get(nic).get(core)))
                .toArray());
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
