package io.vmq.dispatch.core;

/** Learns what a modelled core serves. Called by the thread that advances the core. */
public interface ServiceObserver {

    /**
     * Service of the frame in {@code slot} of {@code queue} starts. Frames of one core come in the order of their service.
     *
     * @param startPs
     *            when service starts, ps since the trial began
     * @param completionPs
     *            when it ends
     */
    void served(CoreModel core, QueueModel queue, int slot, long startPs, long completionPs);
}
