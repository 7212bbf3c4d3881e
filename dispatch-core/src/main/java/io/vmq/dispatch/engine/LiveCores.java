package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What serves the queues of a live trial: pinned cores or emulated ones. The control thread asks, after the loops
 * have ended unless it says otherwise.
 */
sealed interface LiveCores extends ServedCores permits PinnedCores, EmulatedCores {

    /** How results call these cores. */
    String coreMode();

    /** What the frames come in, the only batch that may be given to {@link #handOver}. */
    FrameBatch batch();

    /** Where the source's thread gives its frames. */
    HandOver handOver();

    /** One loop per thread. */
    List<? extends Runnable> loops();

    /**
     * While the loops run: moves queues between cores if it is time to.
     *
     * @return how long from now it is until then, ns
     */
    long moveQueues();

    /** All loops have ended: books what was left in the queues, and moves that ended last. */
    void settle();

    /** Longest gap that the loops saw in themselves, or null if gaps do not matter. */
    @Nullable
    Long maxGapNs();

    /** How often the transport could not take a batch at once. */
    long transportFull();
}
