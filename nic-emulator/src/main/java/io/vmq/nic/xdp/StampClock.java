package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.SystemCalls;

/**
 * Turns the stamps that the program in the kernel left in front of frames, on CLOCK_MONOTONIC, into ns since 1970. The distance of the
 * two clocks is taken once: a clock that is set afterwards changes no stamp, and both are slewed alike.
 *
 * <p>
 * A driver may have no room in front of frames. Such frames are stamped here when they are first asked for their stamp.
 */
final class StampClock {

    private static final int TRIES = 16;
    private static final int BEFORE_FRAME = -FilterCode.STAMP_BYTES;

    private final long realtimeLessMonotonicNs;
    private boolean stampsOurselves;

    StampClock() {
        realtimeLessMonotonicNs = distanceNs();
    }

    /** By the try that took the least time, within which the other clock was read. */
    private static long distanceNs() {
        long distance = 0;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC);
            long realtime = SystemCalls.clockNs(SystemCalls.CLOCK_REALTIME);
            long took = SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC) - before;
            if (took < shortest) {
                shortest = took;
                distance = realtime - before - took / 2;
            }
        }
        return distance;
    }

    /** Removes the stamp of a frame that is left, so that a later one in the same place cannot be taken for stamped. */
    static void clear(Memory frames, long frame) {
        frames.putI64Be(frame + BEFORE_FRAME, 0);
    }

    /** When the frame arrived, ns since 1970. */
    long stampNs(Memory frames, long frame) {
        long monotonicNs = Long.reverseBytes(frames.i64Be(frame + BEFORE_FRAME));
        if (monotonicNs == 0) {
            monotonicNs = SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC);
            frames.putI64Be(frame + BEFORE_FRAME, Long.reverseBytes(monotonicNs));
            stampsOurselves = true;
        }
        return monotonicNs + realtimeLessMonotonicNs;
    }

    /** Whether some frame came without the kernel's stamp. */
    boolean stampsOurselves() {
        return stampsOurselves;
    }
}
