package io.vmq.dispatch.core;

/** How long a queue that gets no more frames may go on holding some. */
public final class DrainTime {

    private static final double PS_PER_NS = 1_000;

    private DrainTime() {}

    /**
     * The longest time until such a queue is empty, ns, rounded up: when it and all other queues of its core are full, the core
     * sleeps, and every frame is as dear as frames get. Holds as long as the core stands still for nothing else.
     *
     * @param ring
     *            frames that a queue holds
     * @param queues
     *            queues that one core serves at most, this one included
     * @param frameBytes
     *            length of the longest frame
     */
    public static long longestNs(ServiceTime cost, InterruptModeration moderation, int ring, int queues,
            int frameBytes) {
        long turns = (ring + CoreModel.POLL_BUDGET - 1L) / CoreModel.POLL_BUDGET;
        double frames = 1 + (double) turns * CoreModel.POLL_BUDGET * queues;
        return (long) Math.ceil((moderation.timerPs() + frames * cost.ofPs(frameBytes)) / PS_PER_NS);
    }
}
