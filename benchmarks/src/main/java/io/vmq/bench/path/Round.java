package io.vmq.bench.path;

/**
 * What one figure did in one round.
 *
 * @param frames
 *            frames that came through
 * @param elapsedNs
 *            from the first to the last of them, ns
 * @param gapNs
 *            99.99th percentile of the times between two batches of the producer, ns, or {@link #NO_GAPS}
 * @param witness
 *            made of all that was read
 */
record Round(long frames, long elapsedNs, long gapNs, long witness) {

    /** Nothing is known of the gaps between batches. */
    static final long NO_GAPS = 0;

    Round {
        if (frames < 1 || elapsedNs < 1) {
            throw new IllegalArgumentException(frames + " frames in " + elapsedNs + " ns: at least 1 of each expected");
        }
    }

    private static final double NS_PER_SECOND = 1e9;

    double framesPerSecond() {
        return frames * NS_PER_SECOND / elapsedNs;
    }
}
