package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;

/**
 * Hands descriptors to the thread of the emulated cores through one ring that keeps them in the order in which they are
 * due. The ring is transport only: the bounded queues are in the model behind it. If it is full the source waits, and
 * the trial is INVALID. Belongs to the source's thread.
 */
final class TransportHandOver implements HandOver {

    private static final int QUEUE_BITS = 16;

    private final DescriptorRing ring;
    private final LiveState state;
    private long timesFull;

    TransportHandOver(DescriptorRing ring, LiveState state) {
        this.ring = ring;
        this.state = state;
    }

    @Override
    public void give(FrameBatch batch, int[] queueOf, long handedOverNs, TrialClock time) {
        if (ring.claim(batch.count()) < batch.count()) {
            waitForRoom(batch.count());
        }
        DescriptorTable descriptors = ring.descriptors();
        int written = 0;
        for (int i = 0; i < batch.count(); i++) {
            if (queueOf[i] != Intake.NO_QUEUE) {
                descriptors.write(ring.claimedSlot(written++), batch.dueNs(i), queueOf[i] >>> QUEUE_BITS,
                        (int) (handedOverNs - batch.dueNs(i)), batch.lengthBytes(i),
                        queueOf[i] & DescriptorTable.MAX_FIELD, batch.flow(i),
                        batch.sequence(i));
            }
        }
        ring.publish(written);
    }

    /**
     * What a frame was steered to. Emulated cores do not look at frames, whose bytes stay where they are: what a queue's number has
     * no bits for is where the frame would be.
     */
    static int steered(DescriptorTable descriptors, int slot) {
        return (int) descriptors.frame(slot) << QUEUE_BITS | descriptors.queue(slot);
    }

    private void waitForRoom(int frames) {
        timesFull++;
        while (ring.claim(frames) < frames) {
            if (state.failure() != null) {
                throw new IllegalStateException("the thread of the emulated cores has failed");
            }
            Thread.onSpinWait();
        }
    }

    /** Emulated cores live in another thread's model; policies that need depths are refused before the trial. */
    @Override
    public int depth(int queue) {
        return 0;
    }

    /** How often the ring had no room for a batch. */
    long timesFull() {
        return timesFull;
    }
}
