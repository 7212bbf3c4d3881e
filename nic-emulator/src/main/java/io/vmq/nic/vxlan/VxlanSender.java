package io.vmq.nic.vxlan;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames in UDP datagrams (VXLAN, RFC 7348) to one peer. The outer source port is one of {@value #SOCKETS} in the
 * dynamic range and follows from the flow, so that the peer can share the load among sockets and keep the order of each.
 *
 * <p>
 * A datagram that the system takes may still be lost on its way, which UDP does not tell. Counted as failed is what it does
 * tell: errors of sending, and refusals of the peer's machine, which come for one datagram out of many.
 */
public final class VxlanSender implements FrameSender {

    private static final int SOCKETS = 16;
    private static final int FIRST_PORT = 49_152;
    private static final int PORTS_A_SOCKET = (1 << 16) / 4 / SOCKETS;
    private static final int SOCKET_SHIFT = Integer.SIZE - 4;
    /** What a datagram over IPv4 holds. */
    private static final int MAX_DATAGRAM_BYTES = 65_507;
    /** When so many frames in a row were dropped, the way is not there. */
    private static final int MOST_DROPPED_IN_A_ROW = 1_000;

    private final OuterSocket[] sockets = new OuterSocket[SOCKETS];
    private final Selector selector;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final Memory bytes = Memory.of(MemorySegment.ofBuffer(datagram));
    private @Nullable OuterSocket full;
    private long droppedFrames;
    private int droppedInARow;
    private @Nullable String failure;

    private VxlanSender(Selector selector, int vni) {
        this.selector = selector;
        bytes.putI64Be(0, VxlanHeader.of(vni));
    }

    /**
     * Opens the sockets, in the network namespace of the calling thread.
     *
     * @param peer
     *            address and UDP port of who receives
     * @param vni
     *            the network that the frames belong to, 0 to {@link VxlanHeader#MAX_VNI}
     * @throws PortException
     *             if there is no way to the peer, or no port left
     */
    public static VxlanSender open(InetSocketAddress peer, int vni) throws PortException {
        VxlanHeader.checkVni(vni);
        if (peer.isUnresolved()) {
            throw new PortException(
                    "vxlan: host '" + peer.getHostString() + "' is unknown (expected a name or address)");
        }
        try {
            VxlanSender sender = new VxlanSender(Selector.open(), vni);
            sender.connect(peer);
            return sender;
        } catch (IOException e) {
            throw new PortException("vxlan: nothing can be sent to " + peer.getAddress().getHostAddress() + " port "
                    + peer.getPort() + ": " + e.getMessage() + " (expected a peer that this machine has a route to)");
        }
    }

    private void connect(InetSocketAddress peer) throws IOException {
        try {
            for (int i = 0; i < SOCKETS; i++) {
                sockets[i] = OuterSocket.open(peer, FIRST_PORT + i * PORTS_A_SOCKET, PORTS_A_SOCKET, selector);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public int send(FrameBatch batch, int from) {
        int i = from;
        while (i < batch.count() && failure == null && take(batch, i)) {
            i++;
        }
        return i - from;
    }

    private boolean take(FrameBatch batch, int i) {
        int frameBytes = batch.storedBytes(i);
        if (frameBytes > MAX_DATAGRAM_BYTES - VxlanHeader.BYTES) {
            droppedFrames++;
            return true;
        }
        batch.memory().copyTo(batch.address(i), bytes, VxlanHeader.BYTES, frameBytes);
        OuterSocket socket = sockets[socketOf(batch, i)];
        return settle(socket, socket.send(datagram.limit(VxlanHeader.BYTES + frameBytes).position(0)));
    }

    private static int socketOf(FrameBatch batch, int i) {
        return batch.storedBytes(i) < EthernetLayout.HEADER_BYTES ? 0
                : InnerFlow.hash(batch.memory(), batch.address(i), batch.storedBytes(i)) >>> SOCKET_SHIFT;
    }

    /** Whether the frame was taken over. */
    private boolean settle(OuterSocket socket, OuterSocket.Answer answer) {
        switch (answer) {
            case TAKEN -> droppedInARow = 0;
            case DROPPED -> countDropped(socket);
            case NO_ROOM -> full = socket;
            case CLOSED -> failure = "the socket was closed";
        }
        return answer == OuterSocket.Answer.TAKEN || answer == OuterSocket.Answer.DROPPED;
    }

    private void countDropped(OuterSocket socket) {
        droppedFrames++;
        if (++droppedInARow == MOST_DROPPED_IN_A_ROW) {
            failure = "the system dropped " + droppedInARow + " frames in a row: " + socket.lastRefusal();
        }
    }

    @Override
    public void await(int timeoutMs) {
        OuterSocket awaited = full;
        if (awaited == null || timeoutMs <= 0) {
            return;
        }
        full = null;
        awaited.wantRoom(true);
        try {
            selector.select(timeoutMs);
            selector.selectedKeys().clear();
        } catch (IOException e) {
            failure = "waiting for room failed: " + e.getMessage();
        } finally {
            awaited.wantRoom(false);
        }
    }

    @Override
    public long failedFrames() {
        long failed = droppedFrames;
        for (OuterSocket socket : sockets) {
            failed += socket.refusedFrames();
        }
        return failed;
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public void close() {
        try {
            for (OuterSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
            selector.close();
        } catch (IOException e) {
            failure = "closing failed: " + e.getMessage();
        }
    }
}
