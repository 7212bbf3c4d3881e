package io.vmq.dispatch.engine;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A platform thread of a live trial: ties itself to its CPU, says that it is ready, and runs its loop. */
final class LiveThread {

    private final Runnable loop;
    private final @Nullable Integer cpu;
    private final ThreadPinning pinning;
    private final LiveState state;
    private final Thread thread;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean pinned;

    LiveThread(String name, Runnable loop, @Nullable Integer cpu, ThreadPinning pinning, LiveState state) {
        this.loop = loop;
        this.cpu = cpu;
        this.pinning = pinning;
        this.state = state;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    private void run() {
        try {
            pinned = cpu != null && pinning.pinCurrentThread(cpu);
            ready.countDown();
            loop.run();
        } catch (RuntimeException | Error failure) {
            state.failed(failure);
        } finally {
            ready.countDown();
        }
    }

    void start() {
        thread.start();
    }

    void awaitReady() throws InterruptedException {
        ready.await();
    }

    /** Waits up to {@code millis} for the thread to end; returns whether it has. */
    boolean awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Waits for the thread to end, whatever happens to the waiting one. */
    void joinUninterruptibly() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isPinned() {
        return pinned;
    }
}
