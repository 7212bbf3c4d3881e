package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;

/**
 * Spreads flows over queues by receive-side scaling: hash type, Toeplitz hash and indirection table as the Windows driver
 * docs specify them. A frame that is not hashed goes to default queue 0, where it is handled as without RSS. Stateless, but
 * for one thread: it keeps the hash inputs of the batch in hand in a field.
 */
public final class RssSteering implements Steering {

    /** In place of a table entry: the frame is not hashed. */
    static final int NO_ENTRY = -1;

    private static final int DEFAULT_QUEUE = 0;

    private final RssClassifier classifier;
    private final Toeplitz toeplitz;
    private final IndirectionTable table;
    private final long[] inputs = new long[FrameBatch.DEFAULT_CAPACITY];

    public RssSteering(RssKey key, HashTypes hashTypes, IndirectionTable table) {
        classifier = new RssClassifier(hashTypes);
        toeplitz = new Toeplitz(key);
        this.table = table;
    }

    /** Spreads over queues 0 to {@code queueCount - 1}, table entry {@code i} going to queue {@code i mod queueCount}. */
    public static RssSteering roundRobin(RssSettings settings, int queueCount) {
        IndirectionTable table = IndirectionTable.roundRobin(settings.tableEntries(), queueCount);
        return new RssSteering(settings.key(), settings.hashTypes(), table);
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        int count = in.count();
        for (int from = 0; from < count; from += inputs.length) {
            steer(in, from, Math.min(count, from + inputs.length), queueOut);
        }
    }

    /** In two passes, each short enough for the processor to work on several frames at once. */
    private void steer(FrameBatch in, int from, int to, int[] queueOut) {
        Memory memory = in.memory();
        for (int i = from; i < to; i++) {
            inputs[i - from] = classify(memory, in.address(i), in.storedBytes(i));
        }
        for (int i = from; i < to; i++) {
            queueOut[i] = queueAt(entryOf(memory, in.address(i), inputs[i - from]));
        }
    }

    private int entryOf(Memory memory, long frame, long input) {
        return input == HashInput.NONE ? NO_ENTRY : entryFor(hash(memory, frame, input));
    }

    /** The {@link HashInput} of a frame. */
    long classify(Memory memory, long frame, int storedBytes) {
        return classifier.classify(memory, frame, storedBytes);
    }

    int hash(Memory memory, long frame, long input) {
        int ports = HashInput.ports(input);
        long portsOffset = ports == 0 ? Toeplitz.NO_PORTS : frame + ports;
        long source = frame + HashInput.source(input);
        return HashType.isIpv4(HashInput.type(input))
                ? toeplitz.hashIpv4(memory, source, portsOffset)
                : toeplitz.hashIpv6(memory, source, frame + HashInput.destination(input), portsOffset);
    }

    int entryFor(int hash) {
        return table.entryFor(hash);
    }

    int queueAt(int entry) {
        return entry == NO_ENTRY ? DEFAULT_QUEUE : table.queueAt(entry);
    }
}
