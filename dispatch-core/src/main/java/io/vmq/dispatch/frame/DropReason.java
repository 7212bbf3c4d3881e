package io.vmq.dispatch.frame;

import org.jspecify.annotations.Nullable;

/** Why a generated frame was not delivered. Every frame that is not delivered is counted under exactly one of these. */
public enum DropReason {

    /** The capture recorded something other than Ethernet. */
    NOT_ETHERNET("not-ethernet"),
    /** Fewer bytes than an Ethernet header. */
    RUNT("runt"),
    /** More bytes than a receive buffer holds. */
    OVERSIZE("oversize"),
    /** The steering named no queue that exists. */
    NO_QUEUE("no-queue"),
    /** The link was down when the frame was due; it never reached the port. */
    LINK_DOWN("link-down"),
    /** The physical switch had no room left in front of the link that leads to the port. */
    SWITCH_FULL("switch-full"),
    /** The NIC, or the kernel in front of us, had no room for the frame; nobody here saw it. */
    NIC_FULL("nic-full"),
    /** The queue's ring had no free descriptor. */
    QUEUE_FULL("queue-full"),
    /** The frame waited longest in a full ring, and gave way to a newer one. */
    HEAD_DROPPED("head-dropped"),
    /** The core that the frame was to be handed on to had no room in its software queue (vRSS). */
    SPREAD_FULL("spread-full");

    private final String label;

    DropReason(String label) {
        this.label = label;
    }

    /** The name in results and tables. */
    public String label() {
        return label;
    }

    /** Whether the frame had reached a queue, so that the queue counts the drop too. */
    public boolean isAtQueue() {
        return this == QUEUE_FULL || this == HEAD_DROPPED || this == SPREAD_FULL;
    }

    /**
     * Why a port refuses a frame before steering sees it, or null if it takes it.
     *
     * @param ethernet
     *            whether the bytes are an Ethernet frame
     * @param storedBytes
     *            bytes at hand, without FCS
     * @param lengthBytes
     *            length on the wire, FCS counted
     */
    public static @Nullable DropReason atPort(boolean ethernet, int storedBytes, int lengthBytes) {
        if (!ethernet) {
            return NOT_ETHERNET;
        }
        if (storedBytes < EthernetLayout.HEADER_BYTES) {
            return RUNT;
        }
        return lengthBytes > EthernetLayout.MAX_FRAME_BYTES ? OVERSIZE : null;
    }
}
