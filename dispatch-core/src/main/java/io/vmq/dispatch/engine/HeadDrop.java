package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.WhenFull;

/**
 * Drop-head at real queues: the source runs ahead into slots to spare, and the core that serves the queues drops the oldest
 * frames beyond what each is meant to hold. The core looks at all its queues whenever it looks at the clock, since a queue fills
 * while another one is served. A queue that is on its way to another core is nobody's for that moment: its slots to spare take what
 * comes, and what finds even those full is dropped at the tail. The core's thread owns it; under other policies it does nothing.
 */
final class HeadDrop {

    /** What may come between two looks: a source at 14.88 M frames/s needs 68 us to fill them. */
    private static final int SPARE_SLOTS = 1_024;

    private final ServedQueues queues;
    private final DeliveryMeter meter;
    private final QueueDemand demand;
    /** By number of the queue. */
    private final long[] dropped;
    private final boolean isOn;

    /**
     * @param queues
     *            those of the core, which may come and go
     * @param queueCount
     *            queues that there are
     */
    HeadDrop(WhenFull whenFull, ServedQueues queues, int queueCount, DeliveryMeter meter, QueueDemand demand) {
        this.queues = queues;
        this.meter = meter;
        this.demand = demand;
        dropped = new long[queueCount];
        isOn = whenFull == WhenFull.DROP_HEAD;
    }

    /** Slots that each queue needs beyond those it is meant to hold. */
    static int spareSlots(WhenFull whenFull) {
        return whenFull == WhenFull.DROP_HEAD ? SPARE_SLOTS : 0;
    }

    /** Drops what is too much in any of the queues. */
    void look() {
        if (isOn) {
            for (int q = 0; q < queues.count(); q++) {
                dropExcess(queues.at(q));
            }
        }
    }

    private void dropExcess(RxQueue queue) {
        int excess = queue.excess();
        if (excess == 0) {
            return;
        }
        DescriptorRing ring = queue.ring();
        DescriptorTable descriptors = ring.descriptors();
        for (int i = 0; i < excess; i++) {
            int slot = ring.polledSlot(i);
            meter.dropped(queue.index(), descriptors.flow(slot), descriptors.dueNs(slot),
                    descriptors.lengthBytes(slot), DropReason.HEAD_DROPPED);
            demand.droppedAtCore(queue.index(), descriptors.lengthBytes(slot));
        }
        ring.release(excess);
        dropped[queue.index()] += excess;
    }

    /** Frames of {@code queue} that this core let give way so far. */
    long droppedOf(int queue) {
        return dropped[queue];
    }
}
