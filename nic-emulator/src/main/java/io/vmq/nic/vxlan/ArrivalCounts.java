package io.vmq.nic.vxlan;

import java.util.concurrent.atomic.AtomicLong;

/** What one channel received and did not hand on. Its thread counts, any thread reads. */
final class ArrivalCounts {

    private final AtomicLong ringFull = new AtomicLong();
    private final AtomicLong notVxlan = new AtomicLong();
    private final AtomicLong otherNetwork = new AtomicLong();
    private final AtomicLong noFrame = new AtomicLong();

    /** The reading thread was too slow. */
    void countRingFull() {
        add(ringFull);
    }

    void countNotVxlan() {
        add(notVxlan);
    }

    void countOtherNetwork() {
        add(otherNetwork);
    }

    void countNoFrame() {
        add(noFrame);
    }

    /** One thread writes, so that adding needs no lock of the bus. */
    private static void add(AtomicLong count) {
        count.setRelease(count.getPlain() + 1);
    }

    long ringFull() {
        return ringFull.getAcquire();
    }

    UnwantedDatagrams unwanted() {
        return new UnwantedDatagrams(notVxlan.getAcquire(), otherNetwork.getAcquire(), noFrame.getAcquire());
    }
}
