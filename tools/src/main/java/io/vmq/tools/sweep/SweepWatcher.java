package io.vmq.tools.sweep;

/** Is told how a sweep comes along, on the thread that runs it. */
@FunctionalInterface
public interface SweepWatcher {

    /** Looks away. */
    SweepWatcher NONE = (done, rows, share) -> {};

    /**
     * The sweep goes on.
     *
     * @param done
     *            rows that are there, those of an earlier run too
     * @param rows
     *            rows in all
     * @param share
     *            part of this run's frames that were sent, 0 to 1
     */
    void progress(int done, int rows, double share);
}
