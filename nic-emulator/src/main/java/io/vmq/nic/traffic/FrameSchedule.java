package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.Source;
import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.load.BackToBackArrivals;
import io.vmq.nic.port.Wire;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When emulated frames are due, how long they are, of which kind and whom they are for: arrivals, sizes, kinds and
 * addressees, sent through the wire. An arrival for a VM that is not there takes its draws, but does not use the wire
 * and is not given, also if it would have been a broadcast. The next frame is drawn ahead, so that {@link #nextDueNs()}
 * only reads. One thread uses it.
 */
final class FrameSchedule {

    private static final FrameKind[] KINDS = FrameKind.values();
    /** Some tens of microseconds of work. */
    private static final int MOST_PASSED_OVER = 1_024;

    private final Wire wire;
    private final ArrivalProcess arrivals;
    private final Addressees addressees;
    private final boolean allPresent;
    private final PresenceWalk presence;
    /** From then on nobody is there that frames could be for. */
    private final long quietFromPs;
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
    private final int[] vmOf;
    private final int[] flowOfVmOf;
    private int nextLengthBytes;
    private long nextDueNs;
    private boolean nextIsSent;
    private FrameKind nextKind = FrameKind.PLAIN;
    private int nextGroup;

    FrameSchedule(TrafficModel model, RandomStreams streams, int capacity) {
        wire = new Wire(model.load().link());
        arrivals = model.load().isBackToBack()
                ? new BackToBackArrivals(wire)
                : model.load().process(streams.arrivals());
        Receivers receivers = model.receivers();
        addressees = new Addressees(receivers, streams.vms(), streams.flows());
        allPresent = receivers.presence().isAlways();
        presence = new PresenceWalk(receivers.presence(), receivers.vms().size());
        quietFromPs = PresenceWalk.ps(receivers.quietFromNs());
        sizesBytes = model.frames().sizes().sizesBytes();
        sizeChoice = model.frames().sizes().choice();
        sizeBits = streams.sizes();
        mixed = !model.frames().mix().isEmpty();
        kindChoice = model.frames().mix().choice();
        kindBits = streams.kinds();
        groupBits = streams.groups();
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
            if (nextIsSent) {
                keep(count++);
            } else {
                passedOver++;
            }
            drawNext();
        }
        return count;
    }

    private void keep(int i) {
        lengthBytes[i] = nextLengthBytes;
        if (mixed) {
            kinds[i] = nextKind;
            groups[i] = nextGroup;
        }
        dueNs[i] = nextDueNs;
        waitNs[i] = wire.waitNs();
        vmOf[i] = addressees.vm();
        flowOfVmOf[i] = addressees.flowOfVm();
    }

    private void drawNext() {
        long arrivalPs = drawArrival();
        if (arrivalPs >= quietFromPs) {
            nextDueNs = Source.NEVER;
            return;
        }
        nextIsSent = allPresent || presence.isPresent(addressees.vm(), arrivalPs);
        if (nextIsSent) {
            wire.transmit(arrivalPs, nextLengthBytes);
            nextDueNs = wire.dueNs();
        } else {
            nextDueNs = arrivalPs / Wire.PS_PER_NS;
        }
    }

    /** Draws all that belongs to one arrival, whether it is sent or not. */
    private long drawArrival() {
        addressees.next();
        nextLengthBytes = sizesBytes.length == 1 ? sizesBytes[0] : sizesBytes[sizeChoice.pick(sizeBits.nextLong())];
        if (mixed) {
            drawKind();
        }
        return arrivals.nextArrivalPs();
    }

    private void drawKind() {
        nextKind = KINDS[kindChoice.pick(kindBits.nextLong())];
        nextGroup = (int) groupBits.nextLong() & (GroupHeaders.GROUPS - 1);
        if (nextKind == FrameKind.ARP) {
            nextLengthBytes = FrameStyle.ARP_FRAME_BYTES;
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
