package io.vmq.dispatch.frame;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@link #capacity()} frames on their way from a {@link Source} through steering, one row each. All of them arrive on
 * one port.
 *
 * <p>
 * One thread owns a batch. The bytes lie either where the source keeps them, or in buffers that the batch owns, one for
 * each place, where the source writes them; they are valid until the batch is filled again or a receive queue takes the
 * frame. A queue takes a frame by taking its buffer and giving the batch another one, so nothing is copied.
 *
 * <p>
 * Steering reads {@link #memory()}, {@link #address(int)} and {@link #storedBytes(int)}; the due time, flow and
 * sequence are the source's notes, for the engine and for measurement alone.
 *
 * <p>
 * What every frame's way needs lies in four words, half a cache line, in the order in which descriptors carry it:
 *
 * <pre>
 *  0         8         16     20         24       28       32
 * +---------+---------+------+----------+--------+--------+
 * | dueNs   | address | flow | sequence | length | stored |
 * +---------+---------+------+----------+--------+--------+
 * </pre>
 */
public final class FrameBatch {

    /** What the engines use: large enough to pay for a publication, small enough for 64-byte frames to stay in L1. */
    public static final int DEFAULT_CAPACITY = 64;

    private static final int WORDS_SHIFT = 2;
    private static final int DUE = 0;
    private static final int ADDRESS = 1;
    private static final int FLOW_AND_SEQUENCE = 2;
    private static final int LENGTHS = 3;
    /** What {@link #queue()} says where steering chooses the queue of each frame. */
    public static final int UNSTEERED = -1;

    /** Of the stored bytes: set for what is no Ethernet frame. */
    private static final int NOT_ETHERNET = 1 << 31;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final int capacity;
    private final long[] rows;
    private final long[] wireWaitNs;
    private boolean ownsBuffers;
    private Memory memory = Memory.copyOf(new byte[0]);
    private int count;
    private int port;
    private int queue = UNSTEERED;
    private @Nullable DropReason lostBecause;

    /** A batch for frames that their source keeps. */
    public FrameBatch(int capacity) {
        this.capacity = capacity;
        rows = new long[capacity << WORDS_SHIFT];
        wireWaitNs = new long[capacity];
    }

    /**
     * A batch that owns buffers.
     *
     * @param buffers
     *            where they lie, zeroed
     * @param first
     *            offset of the first one, a multiple of 8
     * @param strideBytes
     *            from one to the next, a multiple of 8
     */
    public static FrameBatch withBuffers(Memory buffers, long first, long strideBytes, int capacity) {
        FrameBatch batch = new FrameBatch(capacity);
        batch.memory = buffers;
        batch.ownsBuffers = true;
        for (int i = 0; i < capacity; i++) {
            batch.takeBuffer(i, first + i * strideBytes);
        }
        return batch;
    }

    /** A batch for the frames of this source, with buffers for them unless it keeps them. */
    public static FrameBatch of(Source source, int capacity) {
        if (source.keptFrames() != null) {
            return new FrameBatch(capacity);
        }
        long strideBytes = CacheLine.strideBytes(source.bufferBytes());
        return withBuffers(Memory.allocate(capacity * strideBytes), 0, strideBytes, capacity);
    }

    /** Empties the batch; the frames to come arrive on port 0 and are written into its buffers. */
    public void begin() {
        begin(0, null);
    }

    /**
     * Empties the batch; the frames to come are written into its buffers.
     *
     * @param arrivesOn
     *            the port on which all of them arrive, or would have
     * @param lost
     *            why they were lost on their way to that port; null if they arrive
     */
    public void begin(int arrivesOn, @Nullable DropReason lost) {
        count = 0;
        port = arrivesOn;
        lostBecause = lost;
        queue = UNSTEERED;
    }

    /** All frames of the batch arrived in this queue of the port, since the NIC chose it; after {@link #begin()}. */
    public void arriveIn(int queueOfPort) {
        queue = queueOfPort;
    }

    /**
     * Empties the batch and says in which memory the source keeps the frames to come.
     *
     * @throws IllegalStateException
     *             if the batch owns buffers
     */
    public void begin(Memory frames) {
        if (ownsBuffers) {
            throw new IllegalStateException("frames that their source keeps, in a batch that owns buffers");
        }
        memory = frames;
        begin();
    }

    /**
     * Appends a frame; the batch must not be full.
     *
     * @param frameAddress
     *            offset of the frame's first byte in {@link #memory()}; in a batch with buffers, the address that its place
     *            has already
     * @param stored
     *            bytes at hand there, without FCS; a snapped capture has fewer than the frame had
     * @param length
     *            length on the wire in bytes, FCS counted
     * @param isEthernet
     *            false for what a capture of another link type holds
     * @param due
     *            when the last bit is on the wire, ns since the trial began
     * @param wireWait
     *            how long the frame waited for the wire, ns
     * @param flowIndex
     *            the source's number of the frame's flow
     * @param flowSequence
     *            the frame's number within its flow, from 0
     */
    public void add(long frameAddress, int stored, int length, boolean isEthernet, long due, long wireWait,
            int flowIndex, int flowSequence) {
        int i = count;
        assert !ownsBuffers || frameAddress == address(i) : frameAddress;
        int row = i << WORDS_SHIFT;
        rows[row + LENGTHS] = pair(length, isEthernet ? stored : stored | NOT_ETHERNET);
        rows[row + DUE] = due;
        rows[row + ADDRESS] = frameAddress;
        rows[row + FLOW_AND_SEQUENCE] = pair(flowIndex, flowSequence);
        if ((wireWait | wireWaitNs[i]) != 0) {
            wireWaitNs[i] = wireWait;
        }
        count = i + 1;
    }

    /** Another numbering of ports and flows: every frame's port and flow come so many later. */
    public void renumber(int laterPorts, int laterFlows) {
        port += laterPorts;
        for (int i = 0; i < count; i++) {
            int row = (i << WORDS_SHIFT) + FLOW_AND_SEQUENCE;
            rows[row] = pair((int) rows[row] + laterFlows, (int) (rows[row] >>> Integer.SIZE));
        }
    }

    private static long pair(int low, int high) {
        return (long) high << Integer.SIZE | (low & LOW_HALF);
    }

    /** Says that every frame is due at {@code nowNs}: a capacity run has no schedule. */
    public void dueNow(long nowNs) {
        for (int i = 0; i < count; i++) {
            rows[(i << WORDS_SHIFT) + DUE] = nowNs;
        }
        Arrays.fill(wireWaitNs, 0, count, 0);
    }

    /** Puts frame {@code i} in the place of frame {@code j}, whose buffer goes to place {@code i}. */
    public void move(int i, int j) {
        long buffer = address(j);
        System.arraycopy(rows, i << WORDS_SHIFT, rows, j << WORDS_SHIFT, 1 << WORDS_SHIFT);
        wireWaitNs[j] = wireWaitNs[i];
        takeBuffer(i, buffer);
    }

    /** Place {@code i} has given its buffer away, with the frame in it, and has this one from now on. */
    public void takeBuffer(int i, long buffer) {
        rows[(i << WORDS_SHIFT) + ADDRESS] = buffer;
    }

    /** Forgets the frames from {@code newCount} on. */
    public void truncate(int newCount) {
        count = newCount;
    }

    public int capacity() {
        return capacity;
    }

    public int count() {
        return count;
    }

    /** The port on which all frames of the batch arrive. */
    public int port() {
        return port;
    }

    /** The queue of its port that the NIC put all frames of the batch in, or {@link #UNSTEERED}. */
    public int queue() {
        return queue;
    }

    /** Why all frames of the batch were lost on their way to the port, or null if they arrived. */
    public @Nullable DropReason lostBecause() {
        return lostBecause;
    }

    public boolean isFull() {
        return count == capacity;
    }

    public Memory memory() {
        return memory;
    }

    /** Where frame {@code i} begins; in a batch with buffers also, before the frame is added, where it is to be written. */
    public long address(int i) {
        return rows[(i << WORDS_SHIFT) + ADDRESS];
    }

    public int storedBytes(int i) {
        return (int) (rows[(i << WORDS_SHIFT) + LENGTHS] >>> Integer.SIZE) & ~NOT_ETHERNET;
    }

    public int lengthBytes(int i) {
        return (int) rows[(i << WORDS_SHIFT) + LENGTHS];
    }

    public boolean isEthernet(int i) {
        return rows[(i << WORDS_SHIFT) + LENGTHS] >= 0;
    }

    public long dueNs(int i) {
        return rows[(i << WORDS_SHIFT) + DUE];
    }

    public long wireWaitNs(int i) {
        return wireWaitNs[i];
    }

    public int flow(int i) {
        return (int) rows[(i << WORDS_SHIFT) + FLOW_AND_SEQUENCE];
    }

    public int sequence(int i) {
        return (int) (rows[(i << WORDS_SHIFT) + FLOW_AND_SEQUENCE] >>> Integer.SIZE);
    }

    /** The flow in the low half and the sequence in the high half, as descriptors carry them. */
    public long flowAndSequence(int i) {
        return rows[(i << WORDS_SHIFT) + FLOW_AND_SEQUENCE];
    }
}
