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
 * while another one is served. The core's thread owns it; under other policies it does nothing.
 */
final class HeadDrop {

    /** What may come between two looks: a source at 14.88 M frames/s needs 68 us to fill them. */
    private static final int SPARE_SLOTS = 1_024;

    private final RxQueue[] queues;
    private final DeliveryMeter meter;
    private final long[] dropped;
    private final boolean isOn;

    HeadDrop(WhenFull whenFull, RxQueue[] queues, DeliveryMeter meter) {
        this.queues = queues;
        this.meter = meter;
        dropped = new long[queues.length];
        isOn = whenFull == WhenFull.DROP_HEAD;
    }

    /** Slots that each queue needs beyond those it is meant to hold. */
    static int spareSlots(WhenFull whenFull) {
        return whenFull == WhenFull.DROP_HEAD ? SPARE_SLOTS : 0;
    }

    /** Drops what is too much in any of the queues. */
    void look() {
        if (isOn) {
            for (int q = 0; q < queues.length; q++) {
                dropExcess(q);
            }
        }
    }

    private void dropExcess(int q) {
        RxQueue queue = queues[q];
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
        }
        ring.release(excess);
        dropped[q] += excess;
    }

    /** Frames that gave way so far in the {@code q}-th of the queues. */
    long droppedOf(int q) {
        return dropped[q];
    }
}
