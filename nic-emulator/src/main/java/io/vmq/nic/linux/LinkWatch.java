package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an interface from a moment on: whether it failed, also if it works again by now, and what it had no room for. One
 * thread at a time uses it.
 */
public final class LinkWatch {

    /** A failure may show so much later: to ask the kernel takes microseconds, and ports are asked in every idle moment. */
    private static final long LOOK_EVERY_NS = 20_000_000;

    private final Links links;
    private final Link opened;
    private final LongSupplier clockNs;
    private long lookedNs;
    private long missedFrames;
    private boolean ended;
    private @Nullable String failure;

    /**
     * @param links
     *            must stay open until {@link #end}
     * @param opened
     *            the interface as it is now
     */
    public LinkWatch(Links links, Link opened) {
        this(links, opened, System::nanoTime);
    }

    LinkWatch(Links links, Link opened, LongSupplier clockNs) {
        this.links = links;
        this.opened = opened;
        this.clockNs = clockNs;
        lookedNs = clockNs.getAsLong();
    }

    /**
     * Why nothing arrives any more, or why something is missing that arrived meanwhile; null while all is well. Once there is a reason,
     * it remains. A carrier that was not there from the first is none, and the kernel is asked at most every 20 ms.
     */
    public @Nullable String failure() {
        return clockNs.getAsLong() - lookedNs < LOOK_EVERY_NS ? failure : look();
    }

    /** As {@link #failure}, by what the kernel says now. */
    public @Nullable String look() {
        if (!ended && failure == null) {
            askKernel();
        }
        return failure;
    }

    /**
     * Frames so far that the NIC had no room for (rx_missed_errors): they reached no driver, so none of the counters behind it. Drivers
     * may read it from the NIC only every few seconds; on interfaces made of software it is 0.
     */
    public long missedFrames() {
        if (!ended) {
            askKernel();
        }
        return missedFrames;
    }

    private void askKernel() {
        lookedNs = clockNs.getAsLong();
        try {
            Optional<Link> found = links.find(opened.name()).filter(link -> link.index() == opened.index());
            found.ifPresent(this::count);
            if (failure == null) {
                failure = found.map(this::reason).orElse(found.isPresent() ? null : opened.name() + " is gone");
            }
        } catch (PortException e) {
            failure = failure == null ? e.getMessage() : failure;
        }
    }

    /** Drivers may begin anew with their counts. */
    private void count(Link now) {
        missedFrames = Math.max(missedFrames, now.counters().since(opened.counters()).rxMissed());
    }

    private @Nullable String reason(Link now) {
        if (!now.isUp()) {
            return opened.name() + " went down";
        }
        if (now.carrierLosses() == opened.carrierLosses()) {
            return null;
        }
        return opened.name() + (now.hasCarrier() ? " went down and came back" : " lost its carrier");
    }

    /** The links are about to be closed: what was seen by now remains. */
    public void end() {
        missedFrames();
        ended = true;
    }
}
