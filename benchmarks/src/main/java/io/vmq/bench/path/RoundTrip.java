package io.vmq.bench.path;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * How far apart the two CPUs are: time for a word to go to the other core and back. A virtual machine's CPUs may move
 * between rounds, from one core's two threads to two sockets, and then no figure of one round compares with one of
 * another.
 */
final class RoundTrip {

    private static final long PING = 0;
    private static final long PONG = CacheLine.PAIR_BYTES;
    private static final int SLICES = 6;
    private static final long SLICE_NS = 500_000;

    private RoundTrip() {}

    /** The shortest of some means over half a millisecond, ns: others hold what the machine did beside. */
    static double measureNs(Cores cores) throws InterruptedException {
        // Freed when nobody refers to it: if one thread fails, the other may still be at work in it.
        Arena arena = Arena.ofAuto();
        double shortestNs = Double.MAX_VALUE;
        for (int i = 0; i < SLICES; i++) {
            Memory words = Memory.allocate(arena, 2L * CacheLine.PAIR_BYTES);
            Round round = cores.both(() -> new Pinging(words), () -> new Ponging(words), SLICE_NS);
            shortestNs = Math.min(shortestNs, (double) round.elapsedNs() / round.frames());
        }
        return shortestNs;
    }

    private static final class Pinging implements Producer {

        private static final int TRIPS = 64;

        private final Memory words;
        private long sent;

        Pinging(Memory words) {
            this.words = words;
        }

        @Override
        public int step(long nowNs) {
            for (int i = 0; i < TRIPS; i++) {
                sent++;
                words.putLongRelease(PING, sent);
                while (words.getLongAcquire(PONG) != sent) {
                    Thread.onSpinWait();
                }
            }
            return TRIPS;
        }
    }

    private static final class Ponging implements Consumer {

        private static final int LOOKS = 64;

        private final Memory words;
        private long seen;

        Ponging(Memory words) {
            this.words = words;
        }

        @Override
        public int step() {
            long before = seen;
            for (int i = 0; i < LOOKS; i++) {
                long ping = words.getLongAcquire(PING);
                if (ping != seen) {
                    seen = ping;
                    words.putLongRelease(PONG, ping);
                } else {
                    Thread.onSpinWait();
                }
            }
            return (int) (seen - before);
        }

        @Override
        public long witness() {
            return seen;
        }
    }
}
