package io.vmq.dispatch.engine;

/** Is told now and then, on the control thread, how far a trial has come. */
@FunctionalInterface
public interface TrialWatcher {

    /** Looks away. */
    TrialWatcher NONE = reachedNs -> {};

    /** The trial has reached {@code reachedNs} since it began. */
    void reached(long reachedNs);
}
