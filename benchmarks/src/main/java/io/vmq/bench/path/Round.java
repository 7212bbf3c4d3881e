package io.vmq.bench.path;

/**
 * What one figure did in one round.
 *
 * @param frames
 *            frames that came through
 * @param elapsedNs
 *            from the first to the last of them, ns
 * @param witness
 *            made of all that was read
 */
record Round(long frames, long elapsedNs, long witness) {

    private static final double NS_PER_SECOND = 1e9;

    double framesPerSecond() {
        return frames * NS_PER_SECOND / elapsedNs;
    }
}
