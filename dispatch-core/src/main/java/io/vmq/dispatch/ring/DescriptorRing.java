package io.vmq.dispatch.ring;

/**
 * A bounded first-in first-out ring of frame descriptors between one producer and one consumer.
 *
 * <p>
 * What the producer wrote into a descriptor, and into memory that goes with its slot, before {@link #publish} is visible to
 * the consumer after {@link #poll} returned that descriptor. What the consumer read before {@link #release} is finished
 * before {@link #claim} hands the slot out again. No method blocks, allocates or throws.
 *
 * <p>
 * One thread at a time has the producer's role and one the consumer's. Each role may pass to another thread at any point
 * between two calls, if what the first thread did there happens-before what the next one does; the other side need not know
 * and may go on meanwhile.
 */
public interface DescriptorRing {

    /** How many descriptors the ring holds when it is full; any number from 1, not rounded. */
    int capacity();

    /** The descriptors, addressed by slot. */
    DescriptorTable descriptors();

    /**
     * Producer: how many slots are free, at most {@code limit}. Claiming changes nothing; the same slots are claimed again
     * until they are published.
     */
    int claim(int limit);

    /** Producer: slot of the {@code i}-th claimed descriptor, {@code 0 <= i < claim(...)}. */
    int claimedSlot(int i);

    /** Producer: hands the first {@code count} claimed descriptors to the consumer. */
    void publish(int count);

    /** Consumer: how many descriptors are ready, at most {@code limit}. Polling changes nothing until they are released. */
    int poll(int limit);

    /** Consumer: slot of the {@code i}-th polled descriptor, {@code 0 <= i < poll(...)}. */
    int polledSlot(int i);

    /** Consumer: gives the slots of the first {@code count} polled descriptors back to the producer. */
    void release(int count);

    /** Any thread: descriptors published and not released, as far as the caller can see. */
    int depth();
}
