package io.vmq.dispatch.core;

/**
 * The modelled ring of one receive queue: the frames that wait in it, oldest first.
 *
 * <p>
 * A slot is taken when a frame is accepted and freed when the frame's service starts. One thread uses it; nothing is
 * allocated per frame.
 */
public final class QueueModel {

    private static final int MAX_SLOTS = 1 << 24;
    private static final int WORDS_SHIFT = 2;
    private static final int DUE = 0;
    private static final int FLOW_AND_SEQUENCE = 1;
    private static final int LENGTH_AND_LATE = 2;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final int index;
    private final int ringSlots;
    /** Slots of the ring that are not taken in advance. */
    private int openSlots;
    private final int mask;
    /** Four words a slot, the last one empty: half a cache line. */
    private final long[] rows;
    private long head;
    private long tail;
    private int fewestFree;

    /**
     * @param index
     *            number of the queue on its NIC
     * @param ringSlots
     *            frames that wait in the ring at most, 1 to 16,777,216
     */
    public QueueModel(int index, int ringSlots) {
        if (ringSlots < 1 || ringSlots > MAX_SLOTS) {
            throw new IllegalArgumentException("ringSlots=" + ringSlots + ": 1 to " + MAX_SLOTS + " expected");
        }
        this.index = index;
        this.ringSlots = ringSlots;
        openSlots = ringSlots;
        fewestFree = ringSlots;
        int size = ringSlots == 1 ? 1 : Integer.highestOneBit(ringSlots - 1) << 1;
        mask = size - 1;
        rows = new long[size << WORDS_SHIFT];
    }

    /** Whether no slot is free. Advance the queue's core first. */
    public boolean isFull() {
        return depth() == openSlots;
    }

    /** Frames whose service had not started by the time to which the queue's core was advanced. */
    public int depth() {
        return (int) (tail - head);
    }

    void accept(long due, int late, int length, int ofFlow, int withSequence) {
        assert !isFull();
        int row = ((int) tail & mask) << WORDS_SHIFT;
        rows[row + LENGTH_AND_LATE] = pair(length, late);
        rows[row + DUE] = due;
        rows[row + FLOW_AND_SEQUENCE] = pair(ofFlow, withSequence);
        tail++;
        noteFree();
    }

    private void noteFree() {
        fewestFree = Math.min(fewestFree, openSlots - depth());
    }

    /** Takes a slot for a frame that may not be served yet; the queue is not full. */
    public void reserve() {
        assert !isFull();
        openSlots--;
        noteFree();
    }

    /** Gives back the slot of one {@link #reserve}, so that its frame can be accepted. */
    public void unreserve() {
        openSlots++;
    }

    private static long pair(int low, int high) {
        return (long) high << Integer.SIZE | (low & LOW_HALF);
    }

    /** A frame goes through without waiting: for the moment of its arrival it takes a slot. */
    void passThrough() {
        fewestFree = Math.min(fewestFree, openSlots - 1);
    }

    /** Slot of the oldest frame. What stands there stays until the next frame is accepted. */
    public int oldest() {
        return (int) head & mask;
    }

    /** An empty ring begins anew at its first slot: as long as few frames wait, the same few slots are used. */
    void removeOldest() {
        assert depth() > 0;
        if (++head == tail) {
            head = 0;
            tail = 0;
        }
    }

    /** When the frame in {@code slot} was due, ns since the trial began. */
    public long dueNs(int slot) {
        return rows[(slot << WORDS_SHIFT) + DUE];
    }

    /** How long after due the frame in {@code slot} was handed over by the source's thread, ns. */
    public int lateNs(int slot) {
        return (int) (rows[(slot << WORDS_SHIFT) + LENGTH_AND_LATE] >>> Integer.SIZE);
    }

    /** Length of the frame in {@code slot}, FCS counted. */
    public int lengthBytes(int slot) {
        return (int) rows[(slot << WORDS_SHIFT) + LENGTH_AND_LATE];
    }

    /** The source's number of the flow of the frame in {@code slot}. */
    public int flow(int slot) {
        return (int) rows[(slot << WORDS_SHIFT) + FLOW_AND_SEQUENCE];
    }

    /** Number of the frame in {@code slot} within its flow. */
    public int sequence(int slot) {
        return (int) (rows[(slot << WORDS_SHIFT) + FLOW_AND_SEQUENCE] >>> Integer.SIZE);
    }

    /** Number of the queue on its NIC. */
    public int index() {
        return index;
    }

    /** Most slots that were taken at once; a frame that is served at once takes one. */
    public int highWater() {
        return ringSlots - fewestFree;
    }

    /** Says that the frames to come belong to the measured window; the high-water mark begins anew. */
    public void beginMeasuring() {
        fewestFree = ringSlots;
    }
}
