package io.vmq.dispatch.balance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each receive queue asked of its core over the last interval: the time that its frames cost, delivered and dropped
 * ones together, over the length of the interval. So 1 is a whole core, and a saturated core does not hide demand. A copy for
 * whoever decides on moves: {@link #move} changes it and nothing else.
 */
public final class QueueLoads {

    private final double[] loadOfQueue;
    private final int[] coreOfQueue;
    private final double[] loadOfCore;
    /** What of a core's load is that of queues which are not in here. */
    private final double[] foreignLoadOfCore;

    /**
     * @param loadOfQueue
     *            0 or more for each queue
     * @param coreOfQueue
     *            the core that each queue is on
     * @param cores
     *            cores that there are
     */
    public QueueLoads(double[] loadOfQueue, int[] coreOfQueue, int cores) {
        this(loadOfQueue, coreOfQueue, new double[cores]);
    }

    private QueueLoads(double[] loadOfQueue, int[] coreOfQueue, double[] foreignLoadOfCore) {
        this.loadOfQueue = loadOfQueue.clone();
        this.coreOfQueue = coreOfQueue.clone();
        this.foreignLoadOfCore = foreignLoadOfCore.clone();
        loadOfCore = foreignLoadOfCore.clone();
        for (int queue = 0; queue < loadOfQueue.length; queue++) {
            loadOfCore[coreOfQueue[queue]] += loadOfQueue[queue];
        }
    }

    /**
     * A copy for one of several NICs: its own queues and cores, numbered from 0. What other queues ask of these cores stays in
     * their loads.
     *
     * @param cores
     *            numbers of its cores here; its queues are on these alone
     */
    QueueLoads ofNic(int firstQueue, int queueCount, List<Integer> cores) {
        int[] place = new int[loadOfCore.length];
        double[] foreign = new double[cores.size()];
        for (int core = 0; core < foreign.length; core++) {
            int ofHost = cores.get(core);
            place[ofHost] = core;
            foreign[core] = foreignLoadOfCore[ofHost] + foreignTo(firstQueue, queueCount, ofHost);
        }
        int end = firstQueue + queueCount;
        return new QueueLoads(Arrays.copyOfRange(loadOfQueue, firstQueue, end),
                IntStream.range(firstQueue, end).map(queue -> place[coreOfQueue[queue]]).toArray(), foreign);
    }

    private double foreignTo(int firstQueue, int queueCount, int core) {
        return IntStream.of(queuesOn(core)).filter(queue -> queue < firstQueue || queue >= firstQueue + queueCount)
                .mapToDouble(queue -> loadOfQueue[queue]).sum();
    }

    /** A copy that can be changed for itself. */
    QueueLoads copy() {
        return new QueueLoads(loadOfQueue, coreOfQueue, foreignLoadOfCore);
    }

    /** Notes that {@code queue} goes to {@code core}, and its load with it. */
    public void move(int queue, int core) {
        loadOfCore[coreOfQueue[queue]] -= loadOfQueue[queue];
        coreOfQueue[queue] = core;
        loadOfCore[core] += loadOfQueue[queue];
    }

    public int cores() {
        return loadOfCore.length;
    }

    public double ofQueue(int queue) {
        return loadOfQueue[queue];
    }

    /** Sum of the loads of the core's queues; above 1 it cannot keep up. */
    public double ofCore(int core) {
        return loadOfCore[core];
    }

    /** Whether nothing was asked of {@code core}. */
    boolean isIdle(int core) {
        return foreignLoadOfCore[core] == 0 && IntStream.range(0, coreOfQueue.length)
                .noneMatch(queue -> coreOfQueue[queue] == core && loadOfQueue[queue] > 0);
    }

    public int coreOf(int queue) {
        return coreOfQueue[queue];
    }

    /** The queues on {@code core}, in order of number. */
    public int[] queuesOn(int core) {
        return IntStream.range(0, coreOfQueue.length).filter(queue -> coreOfQueue[queue] == core)
                .toArray();
    }

    @Override
    public String toString() {
        return "loads " + Arrays.toString(loadOfQueue) + " on cores " + Arrays.toString(coreOfQueue);
    }
}
