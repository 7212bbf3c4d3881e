package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.PortQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the port: its sockets at all hardware queues. Frames that arrived on one hardware queue keep their order, and so do
 * those of a flow, which a NIC does not spread; of those that arrived on several and wait, the earliest by its stamp is next.
 */
final class XdpQueue implements PortQueue {

    private final XdpSocket[] sockets;
    private final StampClock clock;
    private XdpSocket current;
    private final @Nullable XdpSocket only;

    XdpQueue(List<XdpSocket> sockets, StampClock clock) {
        this.sockets = sockets.toArray(new XdpSocket[0]);
        this.clock = clock;
        current = this.sockets[0];
        only = this.sockets.length == 1 ? current : null;
    }

    @Override
    public boolean next() {
        return only == null ? nextOfAll() : nextOf(only);
    }

    private boolean nextOf(XdpSocket socket) {
        if (!socket.find()) {
            return false;
        }
        socket.take();
        return true;
    }

    /** Of the frames that are next at a hardware queue, the one that arrived first. */
    private boolean nextOfAll() {
        long earliestNs = Long.MAX_VALUE;
        boolean found = false;
        for (XdpSocket socket : sockets) {
            if (socket.find()) {
                long arrivedNs = clock.stampNs(socket.frames(), socket.address());
                if (arrivedNs < earliestNs) {
                    earliestNs = arrivedNs;
                    current = socket;
                    found = true;
                }
            }
        }
        if (found) {
            current.take();
        }
        return found;
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
