package io.vmq.bench.path;

/** What a producer does when there is no room. */
final class Waiting {

    /** Long enough that the consumer is not disturbed by eager looks, short against the time to drain a queue. */
    private static final int SPINS = 32;

    private Waiting() {}

    static void forRoom() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
    }
}
