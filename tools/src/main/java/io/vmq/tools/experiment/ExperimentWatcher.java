package io.vmq.tools.experiment;

/** Is told how an experiment comes along, on the thread that runs it. */
public interface ExperimentWatcher {

    /** Looks away. */
    ExperimentWatcher NONE = (mode, trial, share) -> {};

    /**
     * Trial {@code trial} of {@code mode} is running.
     *
     * @param share
     *            part of the whole experiment that is done, 0 to 1
     */
    void progress(String mode, int trial, double share);
}
