package io.vmq.nic.arrival;

import io.vmq.nic.port.Port;
import java.util.stream.IntStream;

/** The heads of all queues of a port, and which frame arrived first. The thread that reads the port uses them. */
final class QueueHeads {

    /** What {@link #earliest} says if no queue has a frame. */
    static final int NONE = -1;

    private final QueueHead[] heads;

    QueueHeads(Port port, TimeOfDay clock) {
        heads = IntStream.range(0, port.queueCount()).mapToObj(queue -> new QueueHead(port.queue(queue), clock))
                .toArray(QueueHead[]::new);
    }

    int count() {
        return heads.length;
    }

    QueueHead of(int queue) {
        return heads[queue];
    }

    /** Looks into all queues; returns the one whose next frame arrived first, or {@link #NONE}. */
    int earliest(long originNs) {
        int first = NONE;
        for (int queue = 0; queue < heads.length; queue++) {
            if (heads[queue].find(originNs) && (first == NONE || heads[queue].dueNs() < heads[first].dueNs())) {
                first = queue;
            }
        }
        return first;
    }

    /** When the first of the frames that were found in other queues arrived, ns since the trial began. */
    long nextOfOthersNs(int queue) {
        long nextNs = Long.MAX_VALUE;
        for (int other = 0; other < heads.length; other++) {
            if (other != queue && heads[other].isFound()) {
                nextNs = Math.min(nextNs, heads[other].dueNs());
            }
        }
        return nextNs;
    }
}
