package io.vmq.bench.nic;

import io.vmq.nic.port.PortException;
import org.jspecify.annotations.Nullable;

/** Receives in Java: batch after batch, and waits when there is nothing. */
abstract class JavaReading implements Reading {

    /** Longer than any port holds frames back. */
    private static final int QUIET_MS = 20;

    /** Receives the frames that are there, up to a batch; returns how many. */
    abstract int read();

    /** Waits until frames may be there. */
    abstract void await(int timeoutMs);

    abstract long lostFrames();

    abstract @Nullable String failure();

    @Override
    public final Received receive(Flood flood) throws PortException {
        long frames = 0;
        long lastNs = System.nanoTime();
        boolean quiet = false;
        while (!quiet) {
            boolean over = flood.isOver();
            int found = read();
            if (found == 0) {
                await(QUIET_MS);
                found = read();
                quiet = over && found == 0;
            }
            if (found > 0) {
                frames += found;
                lastNs = System.nanoTime();
            } else {
                refuseFailure();
            }
        }
        return new Received(frames, lostFrames(), lastNs);
    }

    private void refuseFailure() throws PortException {
        String failure = failure();
        if (failure != null) {
            throw new PortException(failure);
        }
    }
}
