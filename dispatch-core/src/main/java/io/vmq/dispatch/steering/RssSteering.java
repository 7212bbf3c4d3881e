package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.ref.Reference;

/**
 * Spreads flows over queues by receive-side scaling: hash type, Toeplitz hash and indirection table as the Windows
 * driver docs specify them. A frame that is not hashed goes to default queue 0, where it is handled as without RSS.
 * Stateless, but for one thread: it keeps the hash inputs of the batch in hand in a field.
 */
public final class RssSteering implements Steering {

    /** In place of a table entry: the frame is not hashed. */
    static final int NO_ENTRY = -1;

    private static final int DEFAULT_QUEUE = 0;
    /** In place of a {@link HashInput}: a {@link PlainIpv4} frame of a protocol whose ports are hashed. */
    private static final long PLAIN = -1;

    private final RssClassifier classifier;
    private final Toeplitz toeplitz;
    private final IndirectionTable table;
    private final int unhashedQueue;
    private final boolean hashesTcp;
    private final boolean hashesUdp;
    private final long[] inputs = new long[FrameBatch.DEFAULT_CAPACITY];

    public RssSteering(RssKey key, HashTypes hashTypes, IndirectionTable table) {
        this(key, hashTypes, table, DEFAULT_QUEUE);
    }

    private RssSteering(RssKey key, HashTypes hashTypes, IndirectionTable table, int unhashedQueue) {
        classifier = new RssClassifier(hashTypes);
        toeplitz = new Toeplitz(key);
        this.table = table;
        this.unhashedQueue = unhashedQueue;
        hashesTcp = hashTypes.contains(HashType.TCP_IPV4);
        hashesUdp = hashTypes.contains(HashType.UDP_IPV4);
    }

    /** Spreads over queues 0 to {@code queueCount - 1}, table entry {@code i} going to queue {@code i mod queueCount}. */
    public static RssSteering roundRobin(RssSettings settings, int queueCount) {
        IndirectionTable table = IndirectionTable.roundRobin(settings.tableEntries(), queueCount);
        return new RssSteering(settings.key(), settings.hashTypes(), table);
    }

    /**
     * Gives each frame the number of its table entry in place of a queue, for those who look the queue up later, in a table that
     * changes. A frame that is not hashed gets the number after the last entry.
     */
    public static RssSteering entries(RssSettings settings) {
        int entries = settings.tableEntries();
        return new RssSteering(settings.key(), settings.hashTypes(), IndirectionTable.roundRobin(entries, entries),
                entries);
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        int count = in.count();
        try {
            for (int from = 0; from < count; from += inputs.length) {
                steer(in, from, Math.min(count, from + inputs.length), queueOut);
            }
        } finally {
            Reference.reachabilityFence(in);
            Reference.reachabilityFence(this);
        }
    }

    /** In two passes, each short enough for the processor to work on several frames at once. */
    private void steer(FrameBatch in, int from, int to, int[] queueOut) {
        Memory memory = in.memory();
        for (int i = from; i < to; i++) {
            long frame = in.address(i);
            int stored = in.storedBytes(i);
            inputs[i - from] = isPlain(memory, frame, stored) ? PLAIN : classify(memory, frame, stored);
        }
        for (int i = from; i < to; i++) {
            long frame = in.address(i);
            long input = inputs[i - from];
            queueOut[i] = input == PLAIN ? plainQueue(memory, frame) : queueAt(entryOf(memory, frame, input));
        }
    }

    private boolean isPlain(Memory memory, long frame, int storedBytes) {
        if (storedBytes < PlainIpv4.BYTES) {
            return false;
        }
        int protocol = PlainIpv4.protocolAt(memory.checkedAddressOf(frame, PlainIpv4.BYTES));
        return protocol == IpLayout.PROTOCOL_TCP ? hashesTcp : protocol == IpLayout.PROTOCOL_UDP && hashesUdp;
    }

    private int plainQueue(Memory memory, long frame) {
        long tuple = memory.checkedAddressOf(frame, PlainIpv4.BYTES) + PlainIpv4.TUPLE_OFFSET;
        return table.queueFor(toeplitz.hashIpv4At(tuple));
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
        return entry == NO_ENTRY ? unhashedQueue : table.queueAt(entry);
    }
}
