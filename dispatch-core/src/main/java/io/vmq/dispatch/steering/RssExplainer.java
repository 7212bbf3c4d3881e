package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Explains frame by frame what a {@link RssSteering} does, by running the very code of its batch path. For one thread: flows
 * are explained by writing a frame of theirs to memory that the explainer owns.
 */
public final class RssExplainer {

    private final RssSteering steering;
    private final Memory scratch = Memory.allocate(Arena.ofAuto(), FlowTuple.MAX_FRAME_BYTES);

    public RssExplainer(RssSteering steering) {
        this.steering = steering;
    }

    /** What happens to an unfragmented frame of the flow. */
    public RssDecision explain(FlowTuple flow) {
        return explain(scratch, 0, flow.writeFrame(scratch, 0));
    }

    /**
     * What happens to a frame.
     *
     * @param frame
     *            offset of the frame's first byte in the memory
     * @param storedBytes
     *            bytes at hand there
     */
    public RssDecision explain(Memory memory, long frame, int storedBytes) {
        IpProtocol protocol = protocolOf(IpHeaders.read(memory, frame, storedBytes));
        long input = steering.classify(memory, frame, storedBytes);
        if (input == HashInput.NONE) {
            int entry = RssSteering.NO_ENTRY;
            return new RssDecision(protocol, null, 0, entry, steering.queueAt(entry));
        }
        int hash = steering.hash(memory, frame, input);
        int entry = steering.entryFor(hash);
        return new RssDecision(protocol, HashType.at(HashInput.type(input)), hash, entry, steering.queueAt(entry));
    }

    private static @Nullable IpProtocol protocolOf(long headers) {
        return headers == IpHeaders.NONE ? null : IpProtocol.at(IpHeaders.protocol(headers));
    }
}
