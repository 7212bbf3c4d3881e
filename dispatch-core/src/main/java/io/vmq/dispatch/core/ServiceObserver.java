package io.vmq.dispatch.core;

/** Learns what a modelled core serves. Called by the thread that advances the core. */
public interface ServiceObserver {

    /**
     * Service of a frame starts. Frames of one core come in the order of their service.
     *
     * @param core
     *            number of the core
     * @param queue
     *            number of the queue on its NIC
     * @param dueNs
     *            when the frame was due, ns since the trial began
     * @param lateNs
     *            how long after that the source's thread handed it over, ns
     * @param startPs
     *            when service starts, ps since the trial began
     * @param completionPs
     *            when it ends
     */
    void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long startPs,
            long completionPs);
}
