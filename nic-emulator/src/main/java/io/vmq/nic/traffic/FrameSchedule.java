package io.vmq.nic.traffic;

import io.vmq.nic.port.Wire;
import java.util.SplittableRandom;

/**
 * When emulated frames are due, and how long they are: arrivals, kinds and sizes, sent through the wire. The next
 * frame is drawn ahead, so that {@link #nextDueNs()} only reads. One thread uses it.
 */
final class FrameSchedule {

    private static final FrameKind[] KINDS = FrameKind.values();

    private final Wire wire;
    private final ArrivalProcess arrivals;
    private final int[] sizesBytes;
    private final Choice sizeChoice;
    private final SplittableRandom sizeBits;

    private final boolean mixed;
    private final Choice kindChoice;
    private final SplittableRandom kindBits;
    private final SplittableRandom groupBits;

    private final int[] lengthBytes;
    private final FrameKind[] kinds;
    private final int[] groups;
    private final long[] dueNs;
    private final long[] waitNs;
    private int nextLengthBytes;
    private FrameKind nextKind = FrameKind.PLAIN;
    private int nextGroup;

    FrameSchedule(TrafficModel model, RandomStreams streams, int capacity) {
        wire = new Wire(model.load().link());
        arrivals = model.load().isBackToBack()
                ? new BackToBackArrivals(wire)
                : model.load().arrivals().process(model.load().ratePps(), streams.arrivals());
        sizesBytes = model.frames().sizes().sizesBytes();
        sizeChoice = model.frames().sizes().choice();
        sizeBits = streams.sizes();
        mixed = !model.frames().mix().isEmpty();
        kindChoice = model.frames().mix().choice();
        kindBits = streams.kinds();
        groupBits = streams.groups();
        lengthBytes = new int[capacity];
        kinds = new FrameKind[capacity];
        groups = new int[capacity];
        dueNs = new long[capacity];
        waitNs = new long[capacity];
        drawNext();
    }

    /** Takes the next frames that are due at or before {@code untilNs}, at most {@code limit}; returns how many. */
    int take(int limit, long untilNs) {
        int count = 0;
        while (count < limit && wire.dueNs() <= untilNs) {
            lengthBytes[count] = nextLengthBytes;
            kinds[count] = nextKind;
            groups[count] = nextGroup;
            dueNs[count] = wire.dueNs();
            waitNs[count] = wire.waitNs();
            count++;
            drawNext();
        }
        return count;
    }

    private void drawNext() {
        nextLengthBytes = sizesBytes[sizeChoice.pick(sizeBits.nextLong())];
        if (mixed) {
            drawKind();
        }
        wire.transmit(arrivals.nextArrivalPs(), nextLengthBytes);
    }

    private void drawKind() {
        nextKind = KINDS[kindChoice.pick(kindBits.nextLong())];
        nextGroup = (int) groupBits.nextLong() & (GroupHeaders.GROUPS - 1);
        if (nextKind == FrameKind.ARP) {
            nextLengthBytes = FrameStyle.ARP_FRAME_BYTES;
        }
    }

    long nextDueNs() {
        return wire.dueNs();
    }

    /** Length of frame i of the last {@link #take}, FCS counted. */
    int lengthBytes(int i) {
        return lengthBytes[i];
    }

    /** What frame i of the last {@link #take} is. */
    FrameKind kind(int i) {
        return kinds[i];
    }

    /** Which sender or group frame i of the last {@link #take} has, if it is a broadcast or multicast. */
    int group(int i) {
        return groups[i];
    }

    /** When frame i of the last {@link #take} is due. */
    long dueNs(int i) {
        return dueNs[i];
    }

    /** How long frame i of the last {@link #take} waited for the wire. */
    long waitNs(int i) {
        return waitNs[i];
    }
}
