package io.vmq.dispatch.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much each entry of an indirection table asked of its core over the last interval: the time that its frames cost,
 * delivered and dropped ones together, over the length of the interval. So 1 is a whole core. A copy for whoever decides on
 * moves: {@link #move} changes it and nothing else.
 */
public final class TableLoads {

    private static final int DEFAULT_QUEUE = 0;

    private final double[] loadOfEntry;
    private final int[] queueOfEntry;
    private final int[] coreOfQueue;
    private final double[] loadOfQueue;
    private final double[] loadOfCore;

    /**
     * @param loadOfEntry
     *            0 or more for each entry
     * @param queueOfEntry
     *            the queue that each entry names
     * @param unhashed
     *            load of the frames that no entry is for; they are default queue 0's wherever entries go
     * @param coreOfQueue
     *            the core that serves each queue
     * @param cores
     *            cores that there are
     */
    public TableLoads(double[] loadOfEntry, int[] queueOfEntry, double unhashed, int[] coreOfQueue, int cores) {
        this.loadOfEntry = loadOfEntry.clone();
        this.queueOfEntry = queueOfEntry.clone();
        this.coreOfQueue = coreOfQueue.clone();
        loadOfQueue = new double[coreOfQueue.length];
        loadOfCore = new double[cores];
        add(DEFAULT_QUEUE, unhashed);
        for (int entry = 0; entry < loadOfEntry.length; entry++) {
            add(queueOfEntry[entry], loadOfEntry[entry]);
        }
    }

    private void add(int queue, double load) {
        loadOfQueue[queue] += load;
        loadOfCore[coreOfQueue[queue]] += load;
    }

    /** Notes that {@code entry} names {@code queue} from now on, and its load with it. */
    void move(int entry, int queue) {
        add(queueOfEntry[entry], -loadOfEntry[entry]);
        queueOfEntry[entry] = queue;
        add(queue, loadOfEntry[entry]);
    }

    public int entries() {
        return loadOfEntry.length;
    }

    public int queues() {
        return coreOfQueue.length;
    }

    public int cores() {
        return loadOfCore.length;
    }

    public double ofEntry(int entry) {
        return loadOfEntry[entry];
    }

    public double ofQueue(int queue) {
        return loadOfQueue[queue];
    }

    /** Sum of the loads of the core's queues; above 1 it cannot keep up. */
    public double ofCore(int core) {
        return loadOfCore[core];
    }

    public int queueOf(int entry) {
        return queueOfEntry[entry];
    }

    /** The core that serves {@code queue}. */
    public int coreOfQueue(int queue) {
        return coreOfQueue[queue];
    }

    /** The core that serves the queue of {@code entry}. */
    public int coreOf(int entry) {
        return coreOfQueue[queueOfEntry[entry]];
    }

    /** The entries whose queues are on {@code core}, in order of number. */
    public IntStream entriesOn(int core) {
        return IntStream.range(0, loadOfEntry.length).filter(entry -> coreOf(entry) == core);
    }

    @Override
    public String toString() {
        return "loads " + Arrays.toString(loadOfEntry) + " of entries for queues " + Arrays.toString(queueOfEntry)
                + " on cores " + Arrays.toString(coreOfQueue);
    }
}
