package io.vmq.nic.traffic;

/**
 * What emulated frames look like.
 *
 * @param sizes
 *            frame sizes, FCS counted
 * @param transport
 *            what the frames carry
 */
public record FrameStyle(FrameSizes sizes, Transport transport) {

    /** Mean length of a frame in bytes, FCS counted. */
    public double meanBytes() {
        return sizes.meanBytes();
    }

    /**
     * Checks that the headers fit into the smallest frame.
     *
     * @param tagged
     *            whether frames may carry the VLAN tag of a VM
     * @throws IllegalArgumentException
     *             if not, with the size and what was expected
     */
    void checkSizes(boolean tagged) {
        int needBytes = transport.minFrameBytes(tagged);
        if (sizes.minBytes() < needBytes) {
            throw new IllegalArgumentException("frame size " + sizes.minBytes() + ": at least " + needBytes
                    + " expected (bytes with FCS; " + Transport.NEEDS + ")");
        }
    }
}
