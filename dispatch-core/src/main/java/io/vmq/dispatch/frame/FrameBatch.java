package io.vmq.dispatch.frame;

import io.vmq.dispatch.memory.Memory;
import java.util.Arrays;

/**
 * Up to {@link #capacity()} frames on their way from a {@link Source} through steering, as columns.
 *
 * <p>
 * One thread owns a batch. The bytes belong to the source, which keeps them valid until it fills the batch again.
 * Steering reads {@link #memory()}, {@link #address(int)} and {@link #storedBytes(int)}; the due time, flow and sequence
 * are the source's notes, for the engine and for measurement alone.
 */
public final class FrameBatch {

    /** What the engines use: large enough to pay for a publication, small enough for 64-byte frames to stay in L1. */
    public static final int DEFAULT_CAPACITY = 64;

    private final int capacity;
    private final long[] address;
    private final int[] storedBytes;
    private final int[] lengthBytes;
    private final boolean[] ethernet;
    private final long[] dueNs;
    private final long[] wireWaitNs;
    private final int[] flow;
    private final int[] sequence;
    private Memory memory = Memory.copyOf(new byte[0]);
    private int count;

    public FrameBatch(int capacity) {
        this.capacity = capacity;
        address = new long[capacity];
        storedBytes = new int[capacity];
        lengthBytes = new int[capacity];
        ethernet = new boolean[capacity];
        dueNs = new long[capacity];
        wireWaitNs = new long[capacity];
        flow = new int[capacity];
        sequence = new int[capacity];
    }

    /** Empties the batch and says in which memory the frames to come will lie. */
    public void begin(Memory frames) {
        memory = frames;
        count = 0;
    }

    /**
     * Appends a frame; the batch must not be full.
     *
     * @param frameAddress
     *            offset of the frame's first byte in {@link #memory()}
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
        address[i] = frameAddress;
        storedBytes[i] = stored;
        lengthBytes[i] = length;
        ethernet[i] = isEthernet;
        dueNs[i] = due;
        wireWaitNs[i] = wireWait;
        flow[i] = flowIndex;
        sequence[i] = flowSequence;
        count = i + 1;
    }

    /** Says that every frame is due at {@code nowNs}: a capacity run has no schedule. */
    public void dueNow(long nowNs) {
        Arrays.fill(dueNs, 0, count, nowNs);
        Arrays.fill(wireWaitNs, 0, count, 0);
    }

    /** Copies the columns of frame {@code i} over those of frame {@code j}. */
    public void move(int i, int j) {
        address[j] = address[i];
        storedBytes[j] = storedBytes[i];
        lengthBytes[j] = lengthBytes[i];
        ethernet[j] = ethernet[i];
        dueNs[j] = dueNs[i];
        wireWaitNs[j] = wireWaitNs[i];
        flow[j] = flow[i];
        sequence[j] = sequence[i];
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

    public boolean isFull() {
        return count == capacity;
    }

    public Memory memory() {
        return memory;
    }

    public long address(int i) {
        return address[i];
    }

    public int storedBytes(int i) {
        return storedBytes[i];
    }

    public int lengthBytes(int i) {
        return lengthBytes[i];
    }

    public boolean isEthernet(int i) {
        return ethernet[i];
    }

    public long dueNs(int i) {
        return dueNs[i];
    }

    public long wireWaitNs(int i) {
        return wireWaitNs[i];
    }

    public int flow(int i) {
        return flow[i];
    }

    public int sequence(int i) {
        return sequence[i];
    }
}
