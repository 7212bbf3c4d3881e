package io.vmq.tools.search;

/** Runs trials for a search: the Measurer of RFC 9971. */
public interface Measurer {

    /**
     * Runs one trial of a mode.
     *
     * @return what it gave; {@link TrialOutcome#partial()} if it was stopped
     */
    TrialOutcome measure(String mode, TrialRequest request) throws InterruptedException;
}
