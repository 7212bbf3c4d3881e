package io.vmq.nic.vxlan;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortQueue;
import java.util.List;

/**
 * The one queue of a {@link VxlanPort}: the rings of its channels in turns, a batch of each. The frames of a flow come
 * through one channel, so their order is kept; between flows there is none.
 */
final class VxlanQueue implements PortQueue {

    private final ArrivalReader[] readers;
    private int turn;
    private ArrivalReader current;

    VxlanQueue(List<ArrivalRing> rings) {
        readers = rings.stream().map(ArrivalRing::reader).toArray(ArrivalReader[]::new);
        current = readers[0];
    }

    @Override
    public boolean next() {
        return current.next() || nextBatch();
    }

    private boolean nextBatch() {
        for (int looked = 0; looked < readers.length; looked++) {
            turn = turn + 1 == readers.length ? 0 : turn + 1;
            current = readers[turn];
            if (current.nextBatch()) {
                return true;
            }
        }
        return false;
    }

    /** Whether frames wait; of use when {@link #next} was false. */
    boolean hasMore() {
        for (ArrivalReader reader : readers) {
            if (reader.hasMore()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long stampNs() {
        return current.stampNs();
    }

    @Override
    public int lengthBytes() {
        return EthernetLayout.wireLengthBytes(current.frameBytes());
    }

    @Override
    public int copyTo(Memory memory, long offset, int room) {
        int bytes = Math.min(room, current.frameBytes());
        current.copyTo(memory, offset, bytes);
        return bytes;
    }

    @Override
    public int hash() {
        return 0;
    }
}
