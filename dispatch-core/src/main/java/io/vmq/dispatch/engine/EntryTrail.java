package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.ServiceObserver;

/**
 * Where the frames of each table entry are: how many wait, and when the last that was served is completed. Queues serve in
 * order, so it remembers the entries of the frames in each queue in theirs; a flow would not tell, since its frames need not
 * all hash alike. Passes on what it observes. One thread uses it.
 */
final class EntryTrail implements ServiceObserver {

    private final ServiceObserver next;
    /** The entry of each frame. */
    private final FrameTrail entries;
    private final int[] waiting;
    private final long[] clearPs;

    /**
     * @param entryCount
     *            numbers of entries are below this
     * @param next
     *            learns of every service too
     */
    EntryTrail(int entryCount, int queueCount, int ringSlots, ServiceObserver next) {
        this.next = next;
        entries = new FrameTrail(queueCount, ringSlots);
        waiting = new int[entryCount];
        clearPs = new long[entryCount];
    }

    /** A frame of {@code entry} is about to be accepted by {@code queue}. */
    void accepted(int queue, int entry) {
        entries.add(queue, entry);
        waiting[entry]++;
    }

    /** The oldest frame that waits in {@code queue} is dropped at {@code nowPs}. */
    void dropped(int queue, long nowPs) {
        left(queue, nowPs);
    }

    @Override
    public void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long startPs, long completionPs) {
        left(queue, completionPs);
        next.served(core, queue, flow, sequence, dueNs, lateNs, lengthBytes, startPs, completionPs);
    }

    private void left(int queue, long atPs) {
        int entry = entries.take(queue);
        waiting[entry]--;
        clearPs[entry] = Math.max(clearPs[entry], atPs);
    }

    /** Whether frames of {@code entry} wait in a queue, as far as its core was advanced. */
    boolean waits(int entry) {
        return waiting[entry] > 0;
    }

    /** When the last frame of {@code entry} that no longer waits is completed, or was dropped. */
    long clearPs(int entry) {
        return clearPs[entry];
    }
}
