package io.vmq.dispatch.engine;

/** A clock that only goes forward; any thread may read it. */
@FunctionalInterface
public interface NanoClock {

    /** The machine's monotonic clock. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment. */
    long nowNs();
}
