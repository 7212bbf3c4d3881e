package io.vmq.nic.vxlan;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the one thread that waits for frames. Ringing costs a fence while nobody waits, and is meant for once a batch.
 */
final class Doorbell {

    private volatile @Nullable Thread waiting;

    /** What happened before it is seen by the thread that waits, or that is about to. */
    void ring() {
        // What was published must not be overtaken by the look at who waits, or both sides miss each other.
        VarHandle.fullFence();
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits until the condition holds, which it is asked after each ring, at most {@code timeoutMs} ms; whether it holds. */
    boolean await(BooleanSupplier condition, int timeoutMs) {
        if (condition.getAsBoolean()) {
            return true;
        }
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        waiting = Thread.currentThread();
        try {
            VarHandle.fullFence();
            long leftNs = endNs - System.nanoTime();
            while (!condition.getAsBoolean() && leftNs > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, leftNs);
                leftNs = endNs - System.nanoTime();
            }
            return condition.getAsBoolean();
        } finally {
            waiting = null;
        }
    }
}
