package io.vmq.dispatch.steering;

/**
 * The table of RSS that turns a hash into a queue: the low bits of the hash pick the entry (Windows driver docs,
 * NDIS_RECEIVE_SCALE_PARAMETERS). Immutable, for any thread.
 */
public final class IndirectionTable {

    private final int[] queues;
    private final int mask;

    /**
     * A table that sends entry {@code i} to {@code queueOfEntry[i]}; the array is copied.
     *
     * @throws IllegalArgumentException
     *             if the number of entries is no power of two
     */
    public IndirectionTable(int[] queueOfEntry) {
        if (Integer.bitCount(queueOfEntry.length) != 1) {
            throw new IllegalArgumentException("entries=" + queueOfEntry.length + ": a power of two expected");
        }
        queues = queueOfEntry.clone();
        mask = queues.length - 1;
    }

    /** Entry {@code i} goes to queue {@code i mod queueCount}; with more queues than entries the last queues get none. */
    public static IndirectionTable roundRobin(int entries, int queueCount) {
        if (queueCount < 1) {
            throw new IllegalArgumentException("queueCount=" + queueCount + ": at least 1 expected");
        }
        int[] queues = new int[entries];
        for (int entry = 0; entry < entries; entry++) {
            queues[entry] = entry % queueCount;
        }
        return new IndirectionTable(queues);
    }

    public int entries() {
        return queues.length;
    }

    /** The entry that a hash picks, 0 to {@code entries() - 1}. */
    public int entryFor(int hash) {
        return hash & mask;
    }

    /** The queue that an entry names. */
    public int queueAt(int entry) {
        return queues[entry];
    }

    /** The queue that a hash leads to. */
    public int queueFor(int hash) {
        return queues[hash & (queues.length - 1)];
    }
}
