package io.vmq.dispatch.ring;

import java.lang.foreign.Arena;

/**
 * A ring without shared cursors: as in hardware, each descriptor says itself whether it is valid, so the line that
 * carries the news is the line that carries the descriptor.
 *
 * <p>
 * In lap n, counted from 0, a slot's stamp is {@code 2n + 1} when it is published and {@code 2n + 2} when it is
 * released, modulo 2^16; no side can miss a lap. A batch is stamped from its last descriptor to its first, so that the
 * consumer, which looks at the first, finds the whole batch.
 */
public final class ValidBitRing implements DescriptorRing {

    private static final int STAMP_MASK = 0xFFFF;

    private final int capacity;
    private final int mask;
    private final int lapShift;
    private final DescriptorTable descriptors;
    private final RingSide producer = new RingSide();
    private final RingSide consumer = new RingSide();

    /** Makes an empty ring of {@code capacity} descriptors, 1 to {@link DescriptorTable#MAX_CAPACITY}. */
    public ValidBitRing(Arena arena, int capacity) {
        int slots = DescriptorTable.slotsFor(capacity);
        this.capacity = capacity;
        mask = slots - 1;
        lapShift = Integer.numberOfTrailingZeros(slots);
        descriptors = new DescriptorTable(arena, slots);
    }

    private int published(long position) {
        return (int) (2 * (position >>> lapShift) + 1) & STAMP_MASK;
    }

    private int released(long position) {
        return (int) (2 * (position >>> lapShift) + 2) & STAMP_MASK;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public DescriptorTable descriptors() {
        return descriptors;
    }

    @Override
    public int claim(int limit) {
        long tail = producer.position();
        long head = producer.seen();
        while (head + capacity - tail < limit && isReleased(head, tail)) {
            head++;
        }
        producer.seen(head);
        return (int) Math.min(head + capacity - tail, limit);
    }

    private boolean isReleased(long position, long tail) {
        return position < tail && descriptors.stampAcquire((int) position & mask) == released(position);
    }

    @Override
    public int claimedSlot(int i) {
        return (int) (producer.position() + i) & mask;
    }

    @Override
    public void publish(int count) {
        long tail = producer.position();
        for (long position = tail + count - 1; position >= tail; position--) {
            descriptors.stampRelease((int) position & mask, published(position));
        }
        producer.position(tail + count);
    }

    @Override
    public int poll(int limit) {
        long head = consumer.position();
        long ready = Math.max(consumer.seen(), head);
        while (ready - head < limit && isPublished(ready)) {
            ready++;
        }
        consumer.seen(ready);
        return (int) Math.min(ready - head, limit);
    }

    private boolean isPublished(long position) {
        return descriptors.stampAcquire((int) position & mask) == published(position);
    }

    @Override
    public int polledSlot(int i) {
        return (int) (consumer.position() + i) & mask;
    }

    @Override
    public void release(int count) {
        long head = consumer.position();
        for (long position = head; position < head + count; position++) {
            descriptors.stampRelease((int) position & mask, released(position));
        }
        consumer.position(head + count);
    }

    /** {@inheritDoc} Without shared cursors this walks the stamps: for watching, not for the data path. */
    @Override
    public int depth() {
        int published = 0;
        for (int slot = 0; slot <= mask; slot++) {
            published += descriptors.stampAcquire(slot) & 1;
        }
        return Math.min(published, capacity);
    }
}
