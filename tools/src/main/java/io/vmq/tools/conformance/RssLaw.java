package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSteering;
import java.lang.foreign.Arena;

/**
 * RSS as a NIC may do it: the steering of the mode, asked about the frame itself, or about one whose addresses and ports are
 * what the NIC makes of them first. For one thread.
 */
final class RssLaw {

    private static final int IPV4_SOURCE = EthernetLayout.HEADER_BYTES + 12;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_SOURCE = EthernetLayout.HEADER_BYTES + 8;
    private static final int IPV6_ADDRESS = 16;
    private static final int PORT = 2;

    private final RssExplainer explainer;
    private final InputTransform transform;
    private final boolean swapped;
    private final Memory scratch = Memory.allocate(Arena.ofAuto(), ProbeFrame.BYTES);

    RssLaw(RssKey key, HashTypes types, IndirectionTable table, InputTransform transform, boolean swapped) {
        explainer = new RssExplainer(new RssSteering(key, types, table));
        this.transform = transform;
        this.swapped = swapped;
    }

    /** What the driver says that the NIC does. */
    static RssLaw of(RssFacts.Reported facts) {
        return new RssLaw(facts.key(), facts.types(), facts.indirection(), facts.transform(), false);
    }

    int entryOf(Memory memory, long frame, int storedBytes) {
        return decide(memory, frame, storedBytes).entry();
    }

    /** What becomes of a probe; it has no tag, and the headers have no options. */
    RssDecision decide(Memory memory, long frame, int storedBytes) {
        if (transform == InputTransform.NONE && !swapped) {
            return explainer.explain(memory, frame, storedBytes);
        }
        memory.copyTo(frame, scratch, 0, storedBytes);
        int type = scratch.u16Be(EthernetLayout.TYPE_OFFSET);
        if (type == EthernetLayout.TYPE_IPV4) {
            mix(IPV4_SOURCE, IPV4_ADDRESS);
        } else if (type == EthernetLayout.TYPE_IPV6) {
            mix(IPV6_SOURCE, IPV6_ADDRESS);
        }
        return explainer.explain(scratch, 0, storedBytes);
    }

    /** Addresses stand side by side, source first, and the ports behind them likewise. */
    private void mix(int source, int addressBytes) {
        mixPair(source, addressBytes);
        mixPair(source + 2 * addressBytes, PORT);
    }

    private void mixPair(int first, int bytes) {
        for (int i = 0; i < bytes; i++) {
            int source = scratch.u8(first + i);
            int destination = scratch.u8(first + bytes + i);
            int one = transform.first(source, destination);
            int other = transform.second(source, destination);
            scratch.putU8(first + i, swapped ? other : one);
            scratch.putU8(first + bytes + i, swapped ? one : other);
        }
    }
}
