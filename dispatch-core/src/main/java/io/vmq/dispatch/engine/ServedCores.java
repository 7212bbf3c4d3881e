package io.vmq.dispatch.engine;

import io.vmq.dispatch.measure.QueueMove;
import java.util.List;

/** What the cores of a trial have to say of it when all that they accepted is served. */
interface ServedCores {

    /** For each queue, most frames that waited at once; pinned cores see it only when they poll. */
    int[] highWater();

    /** For each queue the core that served it last. */
    int[] coreOfQueue();

    /** Queues that went from core to core, in order of time. */
    List<QueueMove> moves();

    /** When the last frame was completed, ns since the trial began, rounded up. */
    long lastCompletionNs();

    /** For each core, the fraction of {@code durationNs} in service. */
    double[] busy(long durationNs);
}
