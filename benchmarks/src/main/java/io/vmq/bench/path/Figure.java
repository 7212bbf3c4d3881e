package io.vmq.bench.path;

/** Something whose speed is measured, in frames. */
interface Figure {

    /** Its name, such as {@code path/vmq}. */
    String name();

    /** Whether code of ours runs, which is slow until the compiler has seen it. */
    default boolean needsWarmUp() {
        return true;
    }

    /** Whether it keeps two CPUs busy, rather than one. */
    default boolean needsTwoCores() {
        return true;
    }

    /** Runs for about {@code forNs} and says how many frames came through. */
    Round run(Cores cores, long forNs) throws InterruptedException;
}
