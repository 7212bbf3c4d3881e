package io.vmq.dispatch.engine;

import org.jspecify.annotations.Nullable;

/** What the source's thread of a live trial runs: gives frames to those who serve them until there are no more. */
sealed interface OfferingLoop extends Runnable permits SourceLoop, ReceiveLoop {

    /** Longest time between two of the loop's looks at the clock in the measured time, ns; after its end. */
    long maxGapNs();

    /** Why the frames ended before the trial did, in a few words; null if they did not. After the loop's end. */
    default @Nullable String failure() {
        return null;
    }
}
