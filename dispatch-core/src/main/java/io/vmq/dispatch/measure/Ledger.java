package io.vmq.dispatch.measure;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.SizeClass;

/**
 * Where frames went: counts per VM, per queue, per core and per class of sizes. Each thread that counts has a ledger of its own, written by it
 * alone; they are added up when the threads have ended.
 *
 * <p>
 * VM rows are the indices of the VMs, and one more, {@link #hostRow()}, for frames that belong to none.
 */
public final class Ledger {

    private static final int REASONS = DropReason.values().length;
    private static final int CLASSES = SizeClass.values().length;

    private final long[] generatedOfVm;
    private final long[] deliveredOfVm;
    private final long[] deliveredBytesOfVm;
    private final long[] droppedOfVm;
    private final long[] inFlightOfVm;
    private final long[] receivedOfQueue;
    private final long[] deliveredOfQueue;
    private final long[] droppedOfQueue;
    private final long[] inFlightOfQueue;
    private final long[] deliveredOfCore;
    private final long[] generatedOfClass = new long[CLASSES];
    private final long[] deliveredOfClass = new long[CLASSES];
    private final long[] droppedOfClass = new long[CLASSES * REASONS];
    private final long[] inFlightOfClass = new long[CLASSES];
    private long unsent;
    private long withdrawn;
    private long overflowed;
    private long reordered;

    public Ledger(int vmCount, int queueCount, int coreCount) {
        generatedOfVm = new long[vmCount + 1];
        deliveredOfVm = new long[vmCount + 1];
        deliveredBytesOfVm = new long[vmCount + 1];
        droppedOfVm = new long[(vmCount + 1) * REASONS];
        inFlightOfVm = new long[vmCount + 1];
        receivedOfQueue = new long[queueCount];
        deliveredOfQueue = new long[queueCount];
        droppedOfQueue = new long[queueCount * REASONS];
        inFlightOfQueue = new long[queueCount];
        deliveredOfCore = new long[coreCount];
    }

    /** Row of the frames that belong to no VM. */
    public int hostRow() {
        return generatedOfVm.length - 1;
    }

    /** A frame of {@code lengthBytes}, FCS counted, came off the wire. */
    public void generated(int vmRow, int lengthBytes) {
        generatedOfVm[vmRow]++;
        generatedOfClass[SizeClass.indexOf(lengthBytes)]++;
    }

    /** A frame was due but never handed over; it was not generated. */
    public void unsent() {
        unsent++;
    }

    /**
     * A frame that was counted as generated and received by {@code queue} was given up by its sender after all. What is known of it
     * from the wire, its wait and its lateness, stays in the distributions of the source.
     */
    public void withdrawn(int vmRow, int queue, int lengthBytes) {
        generatedOfVm[vmRow]--;
        generatedOfClass[SizeClass.indexOf(lengthBytes)]--;
        receivedOfQueue[queue]--;
        unsent++;
        withdrawn++;
    }

    /** Frames of {@code lengthBytes} came off the wire and were dropped before they reached a queue. */
    public void lostBeforeQueue(int vmRow, int lengthBytes, DropReason reason, long frames) {
        int ofClass = SizeClass.indexOf(lengthBytes);
        generatedOfVm[vmRow] += frames;
        generatedOfClass[ofClass] += frames;
        droppedOfVm[vmRow * REASONS + reason.ordinal()] += frames;
        droppedOfClass[ofClass * REASONS + reason.ordinal()] += frames;
    }

    /** A frame was steered to a queue, whether or not the queue had room. */
    public void received(int queue) {
        receivedOfQueue[queue]++;
    }

    /** A frame that was counted as received by one queue went to another one. */
    public void overflowed(int from, int to) {
        receivedOfQueue[from]--;
        receivedOfQueue[to]++;
        overflowed++;
    }

    /** A frame was dropped before it reached a queue. */
    public void droppedBeforeQueue(int vmRow, int lengthBytes, DropReason reason) {
        droppedOfVm[vmRow * REASONS + reason.ordinal()]++;
        droppedOfClass[SizeClass.indexOf(lengthBytes) * REASONS + reason.ordinal()]++;
    }

    /** A frame was dropped at a queue. */
    public void droppedAtQueue(int vmRow, int queue, int lengthBytes, DropReason reason) {
        droppedBeforeQueue(vmRow, lengthBytes, reason);
        droppedOfQueue[queue * REASONS + reason.ordinal()]++;
    }

    /** A core completed a frame of {@code lengthBytes}, FCS counted. */
    public void delivered(int vmRow, int queue, int core, int lengthBytes) {
        deliveredOfVm[vmRow]++;
        deliveredBytesOfVm[vmRow] += lengthBytes;
        deliveredOfQueue[queue]++;
        deliveredOfCore[core]++;
        deliveredOfClass[SizeClass.indexOf(lengthBytes)]++;
    }

    /** A frame is still in its queue although the trial is over. */
    public void inFlight(int vmRow, int queue, int lengthBytes) {
        inFlightOfVm[vmRow]++;
        inFlightOfQueue[queue]++;
        inFlightOfClass[SizeClass.indexOf(lengthBytes)]++;
    }

    /** Frames of a flow were overtaken by a later one. */
    public void reordered(int frames) {
        reordered += frames;
    }

    /** Adds another thread's counts, after that thread has ended. */
    public void add(Ledger other) {
        add(generatedOfVm, other.generatedOfVm);
        add(deliveredOfVm, other.deliveredOfVm);
        add(deliveredBytesOfVm, other.deliveredBytesOfVm);
        add(droppedOfVm, other.droppedOfVm);
        add(inFlightOfVm, other.inFlightOfVm);
        add(receivedOfQueue, other.receivedOfQueue);
        add(deliveredOfQueue, other.deliveredOfQueue);
        add(droppedOfQueue, other.droppedOfQueue);
        add(inFlightOfQueue, other.inFlightOfQueue);
        add(deliveredOfCore, other.deliveredOfCore);
        add(generatedOfClass, other.generatedOfClass);
        add(deliveredOfClass, other.deliveredOfClass);
        add(droppedOfClass, other.droppedOfClass);
        add(inFlightOfClass, other.inFlightOfClass);
        withdrawn += other.withdrawn;
        overflowed += other.overflowed;
        unsent += other.unsent;
        reordered += other.reordered;
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    public long generatedOfVm(int vmRow) {
        return generatedOfVm[vmRow];
    }

    public long deliveredOfVm(int vmRow) {
        return deliveredOfVm[vmRow];
    }

    public long deliveredBytesOfVm(int vmRow) {
        return deliveredBytesOfVm[vmRow];
    }

    public DropCounts droppedOfVm(int vmRow) {
        return DropCounts.of(droppedOfVm, vmRow * REASONS);
    }

    public long inFlightOfVm(int vmRow) {
        return inFlightOfVm[vmRow];
    }

    public long receivedOfQueue(int queue) {
        return receivedOfQueue[queue];
    }

    public long deliveredOfQueue(int queue) {
        return deliveredOfQueue[queue];
    }

    public DropCounts droppedOfQueue(int queue) {
        return DropCounts.of(droppedOfQueue, queue * REASONS);
    }

    public long inFlightOfQueue(int queue) {
        return inFlightOfQueue[queue];
    }

    public long deliveredOfCore(int core) {
        return deliveredOfCore[core];
    }

    public long generatedOfClass(SizeClass sizes) {
        return generatedOfClass[sizes.ordinal()];
    }

    public long deliveredOfClass(SizeClass sizes) {
        return deliveredOfClass[sizes.ordinal()];
    }

    public DropCounts droppedOfClass(SizeClass sizes) {
        return DropCounts.of(droppedOfClass, sizes.ordinal() * REASONS);
    }

    public long inFlightOfClass(SizeClass sizes) {
        return inFlightOfClass[sizes.ordinal()];
    }

    /** Frames that went to the default queue because their own was full. */
    public long overflowedFrames() {
        return overflowed;
    }

    /** Those of the unsent frames that a full queue held up for too long. */
    public long withdrawnFrames() {
        return withdrawn;
    }

    public long unsentFrames() {
        return unsent;
    }

    public long reorderedFrames() {
        return reordered;
    }
}
