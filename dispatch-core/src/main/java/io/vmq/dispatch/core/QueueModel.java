package io.vmq.dispatch.core;

/**
 * The modelled ring of one receive queue: when each of the last frames that it accepted began and ended service.
 *
 * <p>
 * A slot is taken when a frame is accepted and freed when the frame's service starts. One thread uses it. Times are ps since
 * the trial began.
 */
public final class QueueModel {

    private static final int MAX_SLOTS = 1 << 24;

    private final int ringSlots;
    private final int mask;
    private final long[] startPs;
    private final long[] completionPs;
    private final long[] overtakable;
    private long accepted;
    private long started;
    private long measuredFrom;
    private int highWater;

    /**
     * @param ringSlots
     *            frames that wait in the ring at most, 1 to 16,777,216
     */
    public QueueModel(int ringSlots) {
        if (ringSlots < 1 || ringSlots > MAX_SLOTS) {
            throw new IllegalArgumentException("ringSlots=" + ringSlots + ": 1 to " + MAX_SLOTS + " expected");
        }
        this.ringSlots = ringSlots;
        // One frame more than the ring holds can be unfinished: the one in service.
        int size = Integer.highestOneBit(ringSlots + 1) << 1;
        mask = size - 1;
        startPs = new long[size];
        completionPs = new long[size];
        overtakable = new long[size];
    }

    /** Frames that are accepted and whose service has not started by {@code nowPs}. Times must not go back. */
    public int depth(long nowPs) {
        while (started < accepted && startPs[(int) started & mask] <= nowPs) {
            started++;
        }
        return (int) (accepted - started);
    }

    /** Whether a frame that arrives at {@code arrivalPs} finds no free slot. */
    boolean isFull(long arrivalPs) {
        return depth(arrivalPs) == ringSlots;
    }

    void accept(long start, long completion) {
        int slot = (int) accepted & mask;
        startPs[slot] = start;
        completionPs[slot] = completion;
        accepted++;
        highWater = Math.max(highWater, (int) (accepted - started));
    }

    /** How many frames this queue has accepted; the last accepted one has this number less one. */
    long accepted() {
        return accepted;
    }

    /** Whether frame {@code number} is remembered and ends service after {@code nowPs}. */
    boolean isUnfinished(long number, long nowPs) {
        return accepted - number <= mask + 1L && completionPs[(int) number & mask] > nowPs;
    }

    long completionPs(long number) {
        return completionPs[(int) number & mask];
    }

    /** The next older frame of the same flow that may yet be overtaken; see {@link CompletionOrder}. */
    long overtakable(long number) {
        return overtakable[(int) number & mask];
    }

    void overtakable(long number, long reference) {
        overtakable[(int) number & mask] = reference;
    }

    /** Most frames that waited at once; a frame that is served at once counts as one. */
    public int highWater() {
        return highWater;
    }

    /** Says that the frames to come belong to the measured window; the high-water mark begins anew. */
    public void beginMeasuring() {
        highWater = 0;
        measuredFrom = accepted;
    }

    /** Whether frame {@code number} came after {@link #beginMeasuring}. */
    boolean isMeasured(long number) {
        return number >= measuredFrom;
    }
}
