package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.port.Wire;

/**
 * A port of the physical switch that leads to one NIC: the wire, and in front of it a buffer whose frames leave in the order in
 * which they came. Where frames of one stream go to several ports, each port holds its frames until they are due. The buffer
 * counts layer-1 bytes that are not sent yet. One thread uses it; it allocates nothing after it was made.
 */
final class SwitchPort {

    private static final double PS_PER_SECOND = 1e12;

    private final Wire wire;
    private final long bufferPs;
    private final int mask;
    private final long[] duePs;
    private final long[] waitNs;
    private final long[] vmAndFlow;
    private final long[] lengthAndSequence;
    private final int[] payloadBefore;
    private int head;
    private int tail;

    /**
     * @param bufferBytes
     *            layer-1 bytes that may wait, those of the frame on the wire included; at least a frame's
     */
    SwitchPort(LinkRate link, int bufferBytes) {
        wire = new Wire(link);
        bufferPs = (long) (bufferBytes * (double) Byte.SIZE * PS_PER_SECOND / link.bps());
        int most = bufferBytes / (EthernetLayout.MIN_FRAME_BYTES + EthernetLayout.WIRE_OVERHEAD_BYTES) + 2;
        int slots = Integer.highestOneBit(most) << 1;
        mask = slots - 1;
        duePs = new long[slots];
        waitNs = new long[slots];
        vmAndFlow = new long[slots];
        lengthAndSequence = new long[slots];
        payloadBefore = new int[slots];
    }

    /** Whether a frame that arrives at {@code atPs} finds room for itself. */
    boolean hasRoom(long atPs, int lengthBytes) {
        return Math.max(0, wire.freeAtPs() - atPs) + wire.link().l1Ps(lengthBytes) <= bufferPs;
    }

    /** Takes a frame that arrives at {@code atPs}, later than those before it, and finds room. */
    void take(long atPs, int vm, int flowOfVm, int sequence, int payloadBytesBefore, int lengthBytes) {
        wire.transmit(atPs, lengthBytes);
        int slot = tail++ & mask;
        duePs[slot] = wire.freeAtPs();
        waitNs[slot] = wire.waitNs();
        vmAndFlow[slot] = (long) vm << Integer.SIZE | flowOfVm;
        lengthAndSequence[slot] = (long) lengthBytes << Integer.SIZE | Integer.toUnsignedLong(sequence);
        payloadBefore[slot] = payloadBytesBefore;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** When the oldest frame is due, ps. */
    long duePs() {
        return duePs[head & mask];
    }

    /** How long the oldest frame waits for the wire, ns. */
    long waitNs() {
        return waitNs[head & mask];
    }

    int vm() {
        return (int) (vmAndFlow[head & mask] >>> Integer.SIZE);
    }

    int flowOfVm() {
        return (int) vmAndFlow[head & mask];
    }

    int lengthBytes() {
        return (int) (lengthAndSequence[head & mask] >>> Integer.SIZE);
    }

    int sequence() {
        return (int) lengthAndSequence[head & mask];
    }

    /** Payload bytes that the oldest frame's flow had sent before it. */
    int payloadBytesBefore() {
        return payloadBefore[head & mask];
    }

    /** Forgets the oldest frame. */
    void remove() {
        head++;
    }
}
