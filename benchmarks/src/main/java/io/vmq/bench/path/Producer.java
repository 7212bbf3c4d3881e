package io.vmq.bench.path;

/** One side's step: what the first core does again and again. */
interface Producer {

    /**
     * Sends a batch or a few; waits for room where there is none.
     *
     * @param nowNs
     *            the clock, read just before
     * @return frames sent
     */
    int step(long nowNs);

    /** Something made of all that was read, if the producer reads: without it the reads could be left out. */
    default long witness() {
        return 0;
    }
}
