package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;

/**
 * Makes of a copy of a frame what a NIC with an {@link InputTransform} hashes: the fields that its hash type covers are
 * replaced, all others stay. {@link RssSteering} then hashes the copy as it hashes any frame, because neither hash type
 * nor places depend on what addresses and ports hold. Immutable, for any thread.
 */
public final class TransformedInput {

    private static final int IPV4_ADDRESS_BYTES = 4;
    private static final int IPV6_ADDRESS_BYTES = 16;

    private final RssClassifier classifier;
    private final InputTransform transform;

    /**
     * @param hashTypes
     *            those of the steering that hashes the copies
     */
    public TransformedInput(HashTypes hashTypes, InputTransform transform) {
        classifier = new RssClassifier(hashTypes);
        this.transform = transform;
    }

    /**
     * Changes the copy in place.
     *
     * @param frame
     *            offset of its first byte in the memory
     * @param storedBytes
     *            bytes at hand there
     */
    public void apply(Memory memory, long frame, int storedBytes) {
        long input = classifier.classify(memory, frame, storedBytes);
        if (input == HashInput.NONE) {
            return;
        }
        int bytes = HashType.isIpv4(HashInput.type(input)) ? IPV4_ADDRESS_BYTES : IPV6_ADDRESS_BYTES;
        transform.apply(memory, frame + HashInput.source(input), frame + HashInput.destination(input), bytes);
        int ports = HashInput.ports(input);
        if (ports != 0) {
            transform.apply(memory, frame + ports, frame + ports + Short.BYTES, Short.BYTES);
        }
    }
}
