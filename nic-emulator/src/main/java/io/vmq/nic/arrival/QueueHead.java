package io.vmq.nic.arrival;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortQueue;

/** A queue of a port and the frame that is next in it, if that has been looked for. The thread that reads the port uses it. */
final class QueueHead {

    private final PortQueue queue;
    private final TimeOfDay clock;
    private boolean found;
    private long dueNs;

    /** @param clock says when a stamp was */
    QueueHead(PortQueue queue, TimeOfDay clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** Whether there is a next frame of the trial that began at {@code originNs}; those from before it are passed over. */
    boolean find(long originNs) {
        while (!found && queue.next()) {
            dueNs = clock.nanoTimeOf(queue.stampNs()) - originNs;
            found = dueNs >= 0;
        }
        return found;
    }

    boolean isFound() {
        return found;
    }

    /** When the frame that was found arrived, ns since the trial began. */
    long dueNs() {
        return dueNs;
    }

    /** Length of the frame that was found, FCS counted. */
    int lengthBytes() {
        return queue.lengthBytes();
    }

    /** Copies the frame that was found, and is done with it; returns how many bytes that were. */
    int take(Memory memory, long offset, int room) {
        found = false;
        return queue.copyTo(memory, offset, room);
    }
}
