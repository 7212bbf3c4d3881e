package io.vmq.nic.arrival;

import java.util.Locale;
import java.util.Optional;

/**
 * Due times that never go back: a frame whose stamp is earlier than that of the one before, since several processors stamp
 * them, is due with it. One thread uses it.
 */
final class DueOrder {

    private static final double NS_PER_MS = 1e6;

    private long lastNs = Long.MIN_VALUE;
    private long moved;
    private long mostNs;

    /** When the next frame, which arrived at {@code stampedNs}, is due. */
    long next(long stampedNs) {
        if (stampedNs < lastNs) {
            moved++;
            mostNs = Math.max(mostNs, lastNs - stampedNs);
        } else {
            lastNs = stampedNs;
        }
        return lastNs;
    }

    /** One sentence on the frames that are not due when they were stamped; empty if there were none. */
    Optional<String> remark() {
        return moved == 0 ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT,
                        "%d frames had an earlier stamp than the one before them, by %.3f ms at most, and are due with it",
                        moved, mostNs / NS_PER_MS));
    }
}
