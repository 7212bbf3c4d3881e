package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.IndirectionTable;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.TransformedInput;
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
    private final TransformedInput input;
    private final boolean changes;
    private final boolean swapped;
    private final Memory scratch = Memory.allocate(Arena.ofAuto(), ProbeFrame.BYTES);

    /**
     * @param swapped
     *            whether the destination is hashed before the source
     */
    RssLaw(RssKey key, HashTypes types, IndirectionTable table, InputTransform transform, boolean swapped) {
        explainer = new RssExplainer(new RssSteering(key, types, table));
        input = new TransformedInput(types, transform);
        changes = swapped || transform != InputTransform.NONE;
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
        if (!changes) {
            return explainer.explain(memory, frame, storedBytes);
        }
        memory.copyTo(frame, scratch, 0, storedBytes);
        input.apply(scratch, 0, storedBytes);
        if (swapped) {
            swap();
        }
        return explainer.explain(scratch, 0, storedBytes);
    }

    private void swap() {
        int type = scratch.u16Be(EthernetLayout.TYPE_OFFSET);
        if (type == EthernetLayout.TYPE_IPV4) {
            swap(IPV4_SOURCE, IPV4_ADDRESS);
        } else if (type == EthernetLayout.TYPE_IPV6) {
            swap(IPV6_SOURCE, IPV6_ADDRESS);
        }
    }

    /** Addresses stand side by side, source first, and the ports behind them likewise. */
    private void swap(int source, int addressBytes) {
        swapPair(source, addressBytes);
        swapPair(source + 2 * addressBytes, PORT);
    }

    private void swapPair(int first, int bytes) {
        for (int i = first; i < first + bytes; i++) {
            int source = scratch.u8(i);
            scratch.putU8(i, scratch.u8(i + bytes));
            scratch.putU8(i + bytes, source);
        }
    }
}
