package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortQueue;
import java.util.List;

/**
 * A queue of the port: its sockets at all hardware queues, read in turns. Frames that arrived on one hardware queue keep their
 * order, and so do those of a flow, which a NIC does not spread.
 */
final class XdpQueue implements PortQueue {

    private final XdpSocket[] sockets;
    private final StampClock clock;
    private XdpSocket current;
    private int currentIndex;

    XdpQueue(List<XdpSocket> sockets, StampClock clock) {
        this.sockets = sockets.toArray(new XdpSocket[0]);
        this.clock = clock;
        current = this.sockets[0];
    }

    @Override
    public boolean next() {
        return current.next() || nextTurn();
    }

    /** Asks the other sockets, and the one whose turn it was last of all. */
    private boolean nextTurn() {
        for (int i = 0; i < sockets.length; i++) {
            currentIndex = currentIndex + 1 == sockets.length ? 0 : currentIndex + 1;
            current = sockets[currentIndex];
            if (current.next()) {
                return true;
            }
        }
        return false;
    }

    /** Whether frames wait at any of the sockets. */
    boolean hasFrames() {
        for (XdpSocket socket : sockets) {
            if (socket.waitingFrames() != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long stampNs() {
        return clock.stampNs(current.frames(), current.address());
    }

    @Override
    public int lengthBytes() {
        return current.length() + EthernetLayout.FCS_BYTES;
    }

    @Override
    public int copyTo(Memory memory, long offset, int room) {
        int bytes = Math.min(current.length(), room);
        current.frames().copyTo(current.address(), memory, offset, bytes);
        return bytes;
    }

    /** None: AF_XDP hands no hash on. */
    @Override
    public int hash() {
        return 0;
    }
}
