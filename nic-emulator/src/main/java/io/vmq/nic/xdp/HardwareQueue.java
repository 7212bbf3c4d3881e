package io.vmq.nic.xdp;

import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * A receive queue of the hardware with a socket for each queue of the port. All of them share its memory and its fill ring, since an
 * AF_XDP socket receives only from the hardware queue to which it is bound.
 */
final class HardwareQueue implements AutoCloseable {

    private final List<XdpSocket> sockets;

    private HardwareQueue(List<XdpSocket> sockets) {
        this.sockets = sockets;
    }

    /**
     * Opens and binds the sockets.
     *
     * @param index
     *            the hardware's number of the queue
     * @param arena
     *            keeps what is mapped; whoever opened it closes it before this, since the kernel keeps a queue bound until both are
     *            gone. If this cannot be opened, sockets go first, and the queue is free once the arena is closed too
     */
    static HardwareQueue open(int interfaceIndex, int index, XdpSettings settings, Arena arena) throws PortException {
        try (Holdings holdings = new Holdings()) {
            List<XdpSocket> sockets = new ArrayList<>();
            int owner = hold(holdings);
            Umem umem = Umem.register(owner, settings.chunkBytes(), settings.chunkCount(), arena);
            FillRing fill = new FillRing(
                    MappedRing.of(MappedRing.Kind.FILL, owner, settings.chunkCount(), arena), umem);
            for (int queue = 0; queue < settings.queueCount(); queue++) {
                int fd = queue == 0 ? owner : hold(holdings);
                MappedRing receive = MappedRing.of(MappedRing.Kind.RECEIVE, fd, settings.chunkCount(), arena);
                int flags = settings.zeroCopy() ? XdpSocket.ZERO_COPY : XdpSocket.COPY;
                XdpSocket.bind(fd, interfaceIndex, index, queue == 0 ? flags : XdpSocket.SHARED_UMEM,
                        queue == 0 ? 0 : owner);
                sockets.add(new XdpSocket(fd, receive, fill, umem));
            }
            holdings.keep();
            return new HardwareQueue(sockets);
        }
    }

    private static int hold(Holdings holdings) throws PortException {
        int fd = XdpSocket.open();
        holdings.hold(() -> SystemCalls.close(fd));
        return fd;
    }

    /** The socket of a queue of the port. */
    XdpSocket socket(int queue) {
        return sockets.get(queue);
    }

    long lostFrames() {
        return sockets.stream().mapToLong(XdpSocket::lostFrames).sum();
    }

    @Override
    public void close() {
        sockets.forEach(socket -> SystemCalls.close(socket.descriptor()));
    }
}
