package io.vmq.nic.port;

import io.vmq.dispatch.frame.EthernetLayout;

/**
 * The wire that leads to a port: one frame at a time, in the order of arrival.
 *
 * <pre>
 * start(i) = max(arrival(i), due(i-1))        due(i) = start(i) + L1 bits(i) / link rate
 * </pre>
 *
 * A frame is due when its last bit is there. The books are kept in picoseconds, and where a frame time is no whole
 * number of them the rest is carried from frame to frame, so that frames back to back never drift from the link rate.
 * What is read is whole nanoseconds, rounded down. Times are counted from the start of the trial and end after 106
 * days.
 *
 * <p>
 * One thread uses a wire. Call {@link #transmit}, then read what became of that frame.
 */
public final class Wire {

    public static final long PS_PER_NS = 1_000;

    private static final long PS_PER_SECOND = 1_000_000_000_000L;

    private final LinkRate link;
    private final long bps;
    private final long psPerByte;
    /** What the division above leaves, in units of 1/bps ps; 0 for the usual links. */
    private final long restPerByte;
    private long freeAtPs;
    private long freeAtRest;
    private long waitPs;

    public Wire(LinkRate link) {
        this.link = link;
        bps = link.bps();
        psPerByte = Byte.SIZE * PS_PER_SECOND / bps;
        restPerByte = Byte.SIZE * PS_PER_SECOND % bps;
    }

    /**
     * Sends a frame. Arrivals must not go back in time.
     *
     * @param arrivalPs
     *            when the frame wants to start, ps
     * @param lengthBytes
     *            its length, FCS counted
     */
    public void transmit(long arrivalPs, int lengthBytes) {
        if (arrivalPs > freeAtPs) {
            freeAtPs = arrivalPs;
            freeAtRest = 0;
        }
        waitPs = freeAtPs - arrivalPs;
        long l1Bytes = (long) lengthBytes + EthernetLayout.WIRE_OVERHEAD_BYTES;
        freeAtPs += l1Bytes * psPerByte;
        if (restPerByte != 0) {
            carryRest(l1Bytes);
        }
    }

    private void carryRest(long l1Bytes) {
        long rest = freeAtRest + l1Bytes * restPerByte;
        freeAtPs += rest / bps;
        freeAtRest = rest % bps;
    }

    /** The rate of this wire. */
    public LinkRate link() {
        return link;
    }

    /** When the last frame's last bit was on the wire, whole ns, rounded down. */
    public long dueNs() {
        return freeAtPs / PS_PER_NS;
    }

    /** How long the last frame waited for the frames before it, whole ns, rounded down. */
    public long waitNs() {
        return waitPs / PS_PER_NS;
    }

    /** When the wire can take the next frame, ps, rounded down. */
    public long freeAtPs() {
        return freeAtPs;
    }
}
