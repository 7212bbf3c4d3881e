package io.vmq.dispatch.ring;

import java.lang.foreign.Arena;

/**
 * A ring whose sides publish a cursor once a batch, as NIC drivers write a doorbell. Each side remembers the other's
 * cursor and reads the shared one only when the memory says full or empty, so that in steady flow a batch costs one
 * cache line of cursor.
 */
public final class CursorRing implements DescriptorRing {

    private final int capacity;
    private final int mask;
    private final DescriptorTable descriptors;
    private final CursorLayout cursors;
    private final RingSide producer = new RingSide();
    private final RingSide consumer = new RingSide();

    /** Makes an empty ring of {@code capacity} descriptors, 1 to {@link DescriptorTable#MAX_CAPACITY}. */
    public CursorRing(Arena arena, int capacity) {
        this(arena, capacity, new DescriptorTable(arena, DescriptorTable.slotsFor(capacity)));
    }

    /** Makes an empty ring over the first {@link DescriptorTable#slotsFor} slots of a table. */
    CursorRing(Arena arena, int capacity, DescriptorTable descriptors) {
        this.capacity = capacity;
        mask = DescriptorTable.slotsFor(capacity) - 1;
        this.descriptors = descriptors;
        cursors = new CursorLayout(arena);
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
        long free = producer.seen() + capacity - tail;
        if (free < limit) {
            producer.seen(cursors.headAcquire());
            free = producer.seen() + capacity - tail;
        }
        return (int) Math.min(free, limit);
    }

    @Override
    public int claimedSlot(int i) {
        return (int) (producer.position() + i) & mask;
    }

    @Override
    public void publish(int count) {
        long tail = producer.position() + count;
        assert tail <= producer.seen() + capacity : "more published than claimed";
        producer.position(tail);
        cursors.tailRelease(tail);
    }

    @Override
    public int poll(int limit) {
        long head = consumer.position();
        long ready = consumer.seen() - head;
        if (ready < limit) {
            consumer.seen(cursors.tailAcquire());
            ready = consumer.seen() - head;
        }
        return (int) Math.min(ready, limit);
    }

    @Override
    public int polledSlot(int i) {
        return (int) (consumer.position() + i) & mask;
    }

    @Override
    public void release(int count) {
        long head = consumer.position() + count;
        assert head <= consumer.seen() : "more released than polled";
        consumer.position(head);
        cursors.headRelease(head);
    }

    @Override
    public int depth() {
        return Math.clamp(cursors.depth(), 0, capacity);
    }
}
