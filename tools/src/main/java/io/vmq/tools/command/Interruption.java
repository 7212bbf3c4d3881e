package io.vmq.tools.command;

import io.vmq.dispatch.engine.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run: the trial is stopped, and the process stays until what was measured so far is written. The virtual
 * machine then ends with exit code 130 by itself.
 */
final class Interruption implements AutoCloseable {

    /** A run that does not end within this time after Ctrl-C is abandoned. */
    private static final long PATIENCE_SECONDS = 20;

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch written = new CountDownLatch(1);

    private Interruption() {}

    /** Watches for the end of the process from now on. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stopAndWait, "vmq-interruption"));
        return interruption;
    }

    private void stopAndWait() {
        signal.raise();
        try {
            boolean inTime = written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("vmq: the run did not stop in time; nothing more is written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Is raised by Ctrl-C. */
    StopSignal signal() {
        return signal;
    }

    /** Everything is written: the process may end. */
    @Override
    public void close() {
        written.countDown();
    }
}
