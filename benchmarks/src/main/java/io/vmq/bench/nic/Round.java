package io.vmq.bench.nic;

/**
 * What became of one flood.
 *
 * @param sentFrames
 *            frames that the system took to send
 * @param receivedFrames
 *            frames that the reader had
 * @param lostFrames
 *            frames that arrived for the reader and found no room there
 * @param cableLostFrames
 *            frames that the cable had no room for
 * @param elapsedNs
 *            from when the first was sent until the reader had the last
 */
record Round(long sentFrames, long receivedFrames, long lostFrames, long cableLostFrames, long elapsedNs) {

    private static final double NS_PER_SECOND = 1e9;

    static Round of(Sent sent, Received received, long cableLostFrames) {
        return new Round(sent.frames(), received.frames(), received.lostFrames(), cableLostFrames,
                received.lastNs() - sent.beganNs());
    }

    double framesPerSecond() {
        return receivedFrames * NS_PER_SECOND / elapsedNs;
    }

    /** Frames that were sent and of which nobody says what became of them; 0 if the sums close. */
    long unexplainedFrames() {
        return sentFrames - receivedFrames - lostFrames - cableLostFrames;
    }
}
