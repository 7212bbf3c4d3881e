package io.vmq.nic.vxlan;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** A socket that sends from one source port to one peer, without waiting. One thread uses it. */
final class OuterSocket {

    /** What became of a datagram. */
    enum Answer {
        TAKEN,
        /** There is no room now. */
        NO_ROOM,
        /** The system dropped it, and said so. */
        DROPPED,
        /** The socket is no more. */
        CLOSED
    }

    private static final int SOCKET_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final SelectionKey key;
    private long refusedFrames;
    private @Nullable String lastRefusal;

    private OuterSocket(DatagramChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Opens a socket to the peer, from the first port that is free of {@code ports} ones.
     *
     * @param selector
     *            for {@link #wantRoom}
     */
    static OuterSocket open(InetSocketAddress peer, int firstPort, int ports, Selector selector) throws IOException {
        for (int port = firstPort;; port++) {
            try {
                return open(peer, port, selector);
            } catch (BindException e) {
                if (port == firstPort + ports - 1) {
                    throw e;
                }
            }
        }
    }

    private static OuterSocket open(InetSocketAddress peer, int port, Selector selector) throws IOException {
        boolean ipv4 = peer.getAddress() instanceof Inet4Address;
        DatagramChannel channel = DatagramChannel
                .open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BYTES);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(port));
            channel.connect(peer);
            return new OuterSocket(channel, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Sends one datagram. That the peer has no such port is told at a later call, which sends nothing: the datagram that it
     * was for is counted as {@link #refusedFrames}, and this one is tried once more.
     */
    Answer send(ByteBuffer datagram) {
        try {
            return trySend(datagram);
        } catch (PortUnreachableException e) {
            refused(e);
        }
        try {
            return trySend(datagram);
        } catch (PortUnreachableException e) {
            refused(e);
            return Answer.NO_ROOM;
        }
    }

    private Answer trySend(ByteBuffer datagram) throws PortUnreachableException {
        try {
            return channel.write(datagram) == 0 ? Answer.NO_ROOM : Answer.TAKEN;
        } catch (PortUnreachableException e) {
            throw e;
        } catch (ClosedChannelException e) {
            return Answer.CLOSED;
        } catch (IOException e) {
            lastRefusal = e.getMessage();
            return Answer.DROPPED;
        }
    }

    private void refused(PortUnreachableException e) {
        refusedFrames++;
        lastRefusal = e.getMessage();
    }

    /** Datagrams that were taken, and that the peer refused later, as far as it said so. */
    long refusedFrames() {
        return refusedFrames;
    }

    /** What the system said last when it dropped a datagram. */
    @Nullable
    String lastRefusal() {
        return lastRefusal;
    }

    /** Whether the selector looks out for room. */
    void wantRoom(boolean wanted) {
        key.interestOps(wanted ? SelectionKey.OP_WRITE : 0);
    }

    void close() throws IOException {
        channel.close();
    }
}
