package io.vmq.nic.linux;

import java.nio.ByteBuffer;

/**
 * What an interface has counted since it was made, as {@code ip -s link} shows it (rtnl_link_stats64 in linux/if_link.h).
 *
 * @param rxFrames
 *            frames that were received
 * @param rxErrors
 *            frames that were received with an error
 * @param rxDropped
 *            frames that were received well and that the network stack had no room or no use for; of the latter a packet
 *            socket may have had a copy, so this alone says nothing of its losses
 * @param rxMissed
 *            frames that the NIC had no room for
 */
public record LinkCounters(long rxFrames, long txFrames, long rxBytes, long txBytes, long rxErrors, long txErrors,
        long rxDropped, long txDropped, long rxMissed) {

    static final LinkCounters NONE = new LinkCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final int RX_MISSED = 15;

    /** Reads them from the kernel's attribute; none if it is too short. */
    static LinkCounters of(ByteBuffer stats) {
        if (stats.limit() < (RX_MISSED + 1) * Long.BYTES) {
            return NONE;
        }
        return new LinkCounters(at(stats, 0), at(stats, 1), at(stats, 2), at(stats, 3), at(stats, 4), at(stats, 5),
                at(stats, 6), at(stats, 7), at(stats, RX_MISSED));
    }

    private static long at(ByteBuffer stats, int place) {
        return stats.getLong(place * Long.BYTES);
    }

    /** What was counted after {@code earlier}. */
    public LinkCounters since(LinkCounters earlier) {
        return new LinkCounters(rxFrames - earlier.rxFrames, txFrames - earlier.txFrames, rxBytes - earlier.rxBytes,
                txBytes - earlier.txBytes, rxErrors - earlier.rxErrors, txErrors - earlier.txErrors,
                rxDropped - earlier.rxDropped, txDropped - earlier.txDropped, rxMissed - earlier.rxMissed);
    }
}
