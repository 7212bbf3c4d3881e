package io.vmq.dispatch.ring;

/**
 * How long a consumer waits between two looks at its rings: adaptive moderation, as drivers do it with interrupts.
 *
 * <p>
 * A consumer on the producer's heels takes cursors and lines from it that are only just written, and its prefetcher
 * takes those that come next. Both sides slow down together, and stay slow, because a slow producer keeps the rings
 * almost empty. So while frames come fast the consumer waits until a look finds plenty of them, and while they come one
 * by one it waits hardly at all. It goes from one to the other in doublings, by what it finds. One thread uses it.
 */
public final class PollPause {

    /** Frames in a look at all rings that are worth the way. */
    private static final int PLENTY = 256;
    /** A look that finds more than this says that frames come fast: the shortest wait is some tens of nanoseconds. */
    private static final int FEW = 4;
    /** A look that finds so many in one ring has likely not found all. */
    private static final int BACKLOG = 64;
    /** Fewer frames than one in so many spins are not fast, however long the wait was in which they came. */
    private static final int SPINS_PER_FRAME = 8;
    private static final int SHORTEST_SPINS = 2;
    private static final int LONGEST_SPINS = 512;

    private final int plenty;
    private final int longestSpins;
    private int spins = SHORTEST_SPINS;

    /**
     * @param ringSlots
     *            frames that a ring holds: plenty is no more than a quarter of them, and so are the spins of the longest wait, or rings
     *            would overflow meanwhile
     */
    public PollPause(int ringSlots) {
        plenty = Math.clamp(ringSlots / 4, 1, PLENTY);
        longestSpins = Math.clamp(ringSlots / 4, SHORTEST_SPINS, LONGEST_SPINS);
    }

    /**
     * After a look at all rings.
     *
     * @param found
     *            frames in all of them together
     * @param most
     *            frames in the one that had the most, as far as one look takes them
     */
    public void after(int found, int most) {
        if (most >= BACKLOG || found >= plenty) {
            spins = Math.max(SHORTEST_SPINS, spins / 2);
            return;
        }
        if (found <= Math.max(FEW, spins / SPINS_PER_FRAME)) {
            spins = Math.max(SHORTEST_SPINS, spins / 2);
        } else {
            spins = Math.min(longestSpins, 2 * spins);
        }
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    /** Of the next wait. */
    int spins() {
        return spins;
    }
}
