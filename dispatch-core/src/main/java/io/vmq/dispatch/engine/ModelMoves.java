package io.vmq.dispatch.engine;

import io.vmq.dispatch.measure.QueueMove;
import java.util.List;

/** What moves between modelled cores while a trial runs. The thread that offers frames to the cores uses it. */
interface ModelMoves {

    /** When something is to be done next, ps; as early as the next arrival if that cannot be told. */
    long nextPs();

    /** Does what is to be done up to {@code untilPs}, in order of time. No core has been advanced beyond that. */
    void run(long untilPs);

    /** Ends what is under way; nothing arrives any more. */
    void finish();

    /** The moves so far, in the order in which they ended. */
    List<QueueMove> done();

    /** The core of each queue now, or the one that it is on the way to. */
    int[] coreOfQueue();
}
