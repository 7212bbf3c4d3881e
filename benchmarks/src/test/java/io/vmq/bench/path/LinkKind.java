package io.vmq.bench.path;

import java.lang.foreign.Arena;

/** Every link there is. */
enum LinkKind {

    VMQ,
    DISRUPTOR,
    AGRONA,
    JCTOOLS_SPSC,
    JCTOOLS_MPSC,
    ARRAY_BLOCKING_QUEUE;

    FrameLink make(Arena arena) {
        return switch (this) {
            case VMQ -> new RxQueueLink(arena);
            case DISRUPTOR -> new DisruptorLink(arena);
            case AGRONA -> new AgronaLink(arena);
            case JCTOOLS_SPSC -> new JctoolsSpscLink(arena);
            case JCTOOLS_MPSC -> new JctoolsMpscLink(arena);
            case ARRAY_BLOCKING_QUEUE -> new ArrayBlockingQueueLink(arena);
        };
    }

    /** Frames that a queue holds at most; at least it holds {@link FrameLink#DEPTH}. */
    int mostFrames() {
        return countsFrames() ? FrameLink.DEPTH : 2 * FrameLink.DEPTH - 1;
    }

    /** Frames of {@code waiting} that the next receive gives at least. A ring of bytes may give fewer where its memory ends. */
    int leastReceived(int waiting) {
        return Math.min(waiting, countsFrames() ? FrameLink.POLL_LIMIT : 1);
    }

    private boolean countsFrames() {
        return this != AGRONA;
    }
}
