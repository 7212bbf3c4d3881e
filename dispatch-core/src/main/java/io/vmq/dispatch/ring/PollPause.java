package io.vmq.dispatch.ring;

/**
 * How long a consumer waits between two looks at its rings. Whoever polls an almost empty ring takes the cursor's cache line from
 * the producer each time, and then the lines of frames that are only just written: both sides slow down together, and stay slow,
 * because a slow producer keeps the ring almost empty. So a consumer that found little waits a little, longer if it goes on like
 * that, until a batch is worth the way; and one that found plenty does not wait at all.
 *
 * <p>
 * The longest wait is some tenths of a microsecond. One thread uses it.
 */
public final class PollPause {

    /** A look that finds as many frames as this is worth its cache lines. */
    private static final int PLENTY = 64;
    private static final int SHORTEST_SPINS = 2;
    private static final int LONGEST_SPINS = 16;

    private int spins = SHORTEST_SPINS;

    /** After a look at all rings that found so many frames. */
    public void after(int frames) {
        if (frames >= PLENTY) {
            spins = SHORTEST_SPINS;
            return;
        }
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        spins = Math.min(LONGEST_SPINS, 2 * spins);
    }
}
