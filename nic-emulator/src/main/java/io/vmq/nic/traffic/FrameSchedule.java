package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.Source;
import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.load.BackToBackArrivals;
import io.vmq.nic.port.Wire;
import java.util.Arrays;

/**
 * When emulated frames are due, how long they are, of which kind and whom they are for: arrivals, sizes, kinds and
 * addressees, sent through the wire. An arrival for a VM that is not there takes its draws, but does not use the wire
 * and is not given. The next frame is drawn ahead, so that {@link #nextDueNs()}
 * only reads. One thread uses it.
 */
final class FrameSchedule {

    /** Some tens of microseconds of work. */
    private static final int MOST_PASSED_OVER = 1_024;

    private final Wire wire;
    private final ArrivalDraws draws;
    private final boolean mixed;
    private final int[] sizesBytes;

    private final int[] lengthBytes;
    private final FrameKind[] kinds;
    private final int[] groups;
    private final long[] dueNs;
    private final long[] waitNs;
    private final int[] vmOf;
    private final int[] flowOfVmOf;
    private long nextDueNs;

    FrameSchedule(TrafficModel model, RandomStreams streams, int capacity) {
        wire = new Wire(model.load().link());
        draws = new ArrivalDraws(model,
                model.load().isBackToBack() ? new BackToBackArrivals(wire)
                        : model.load().process(streams.arrivals()),
                streams);
        mixed = !model.frames().mix().isEmpty();
        sizesBytes = model.frames().sizes().sizesBytes();
        lengthBytes = new int[capacity];
        kinds = new FrameKind[capacity];
        Arrays.fill(kinds, FrameKind.PLAIN);
        groups = new int[capacity];
        dueNs = new long[capacity];
        waitNs = new long[capacity];
        vmOf = new int[capacity];
        flowOfVmOf = new int[capacity];
        drawNext();
    }

    /**
     * Takes the next frames that are due at or before {@code untilNs}, at most {@code limit}; returns how many. While
     * nobody is there that arrivals are for, it passes over a bounded number of them and may return none.
     */
    int take(int limit, long untilNs) {
        int count = 0;
        int passedOver = 0;
        while (count < limit && passedOver < MOST_PASSED_OVER && nextDueNs <= untilNs && nextDueNs != Source.NEVER) {
            if (draws.isSent()) {
                keep(count++);
            } else {
                passedOver++;
            }
            drawNext();
        }
        return count;
    }

    private void keep(int i) {
        lengthBytes[i] = draws.lengthBytes();
        if (mixed) {
            kinds[i] = draws.kind();
            groups[i] = draws.group();
        }
        dueNs[i] = nextDueNs;
        waitNs[i] = wire.waitNs();
        vmOf[i] = draws.vm();
        flowOfVmOf[i] = draws.flowOfVm();
    }

    private void drawNext() {
        draws.next();
        if (draws.isSent()) {
            wire.transmit(draws.arrivalPs(), draws.lengthBytes());
            nextDueNs = wire.dueNs();
        } else {
            nextDueNs = draws.arrivalPs() == ArrivalProcess.NEVER ? Source.NEVER : draws.arrivalPs() / Wire.PS_PER_NS;
        }
    }

    /** Whether frames may have different lengths. */
    boolean hasMixedSizes() {
        return sizesBytes.length > 1 || mixed;
    }

    /** Length of the longest frames, FCS counted. */
    int maxLengthBytes() {
        int longest = mixed ? Math.max(FrameStyle.ARP_FRAME_BYTES, EthernetLayout.MIN_FRAME_BYTES) : 0;
        for (int bytes : sizesBytes) {
            longest = Math.max(longest, bytes);
        }
        return longest;
    }

    /** No frame is due before this, ns; {@link Source#NEVER} if none is left. */
    long nextDueNs() {
        return nextDueNs;
    }

    /** {@link #vm} of all frames of the last {@link #take}, to read. */
    int[] vms() {
        return vmOf;
    }

    /** {@link #flowOfVm} of all frames of the last {@link #take}, to read. */
    int[] flowsOfVm() {
        return flowOfVmOf;
    }

    /** {@link #lengthBytes} of all frames of the last {@link #take}, to read. */
    int[] lengthsBytes() {
        return lengthBytes;
    }

    /** Index of the VM that frame i of the last {@link #take} is for. */
    int vm(int i) {
        return vmOf[i];
    }

    /** Flow of frame i of the last {@link #take}, its number among those of its VM. */
    int flowOfVm(int i) {
        return flowOfVmOf[i];
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
