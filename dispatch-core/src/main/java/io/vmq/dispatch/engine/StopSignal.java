package io.vmq.dispatch.engine;

/** Asks running trials to end early. Any thread may raise it, once; engines look at it between batches. */
public final class StopSignal {

    private volatile boolean raised;

    public void raise() {
        raised = true;
    }

    public boolean isRaised() {
        return raised;
    }
}
