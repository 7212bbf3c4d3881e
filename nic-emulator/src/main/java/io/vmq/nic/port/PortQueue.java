package io.vmq.nic.port;

import io.vmq.dispatch.memory.Memory;

/**
 * A queue of a real port: goes from frame to frame in the order in which they arrived. The thread that reads the port uses
 * it, and none of its calls waits or allocates.
 */
public interface PortQueue {

    /** Goes to the next frame; false if none is there now. The frames before it may be gone afterwards. */
    boolean next();

    /** When the frame arrived, ns since 1970, by {@link Port#stamps}. */
    long stampNs();

    /** Length of the frame on the wire in bytes, its VLAN tag and FCS counted. */
    int lengthBytes();

    /**
     * Copies the frame, without FCS and with its VLAN tag where it was on the wire.
     *
     * @param room
     *            bytes that may be written
     * @return bytes written; fewer than the frame had if it was cut or there is no room
     */
    int copyTo(Memory memory, long offset, int room);

    /** The hash that NIC or kernel found for the frame; 0 if it gave none. */
    int hash();
}
