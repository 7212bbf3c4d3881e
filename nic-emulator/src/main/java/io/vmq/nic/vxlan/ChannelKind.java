package io.vmq.nic.vxlan;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.vmq.nic.linux.ReceiveBuffer;
import io.vmq.nic.linux.UdpTable;
import java.net.InetSocketAddress;

/** Which of Netty's datagram channels receive. */
enum ChannelKind {

    /** Linux: several sockets on one port, among which the kernel spreads by the outer addresses and ports. */
    EPOLL {
        @Override
        int most(int channels) {
            return channels;
        }

        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Bootstrap configure(Bootstrap bootstrap, SocketProtocolFamily family) {
            return bootstrap.channelFactory(() -> new EpollDatagramChannel(family))
                    .option(UnixChannelOption.SO_REUSEPORT, true)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, FrameArrivals.ROOM_BYTES)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, allocator(DATAGRAMS_A_CALL));
        }

        @Override
        int grow(Channel channel, int bytes) {
            return ReceiveBuffer.grow(descriptor(channel), bytes);
        }

        @Override
        long dropped(Channel channel) {
            return ReceiveBuffer.dropped(descriptor(channel));
        }

        private static int descriptor(Channel channel) {
            return ((UnixChannel) channel).fd().intValue();
        }
    },

    /** Elsewhere: one socket. */
    NIO {
        @Override
        int most(int channels) {
            return 1;
        }

        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Bootstrap configure(Bootstrap bootstrap, SocketProtocolFamily family) {
            return bootstrap.channelFactory(() -> new NioDatagramChannel(family)).option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    allocator(1));
        }

        @Override
        int grow(Channel channel, int bytes) {
            channel.config().setOption(ChannelOption.SO_RCVBUF, bytes);
            return channel.config().getOption(ChannelOption.SO_RCVBUF);
        }

        @Override
        long dropped(Channel channel) {
            return UdpTable.dropped(((InetSocketAddress) channel.localAddress()).getPort());
        }
    };

    private static final int DATAGRAMS_A_CALL = 32;
    private static final int DATAGRAMS_A_ROUND = 256;

    /** The best that works here. */
    static ChannelKind best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    private static FixedRecvByteBufAllocator allocator(int datagrams) {
        FixedRecvByteBufAllocator allocator = new FixedRecvByteBufAllocator(datagrams * FrameArrivals.ROOM_BYTES);
        allocator.maxMessagesPerRead(DATAGRAMS_A_ROUND);
        return allocator;
    }

    /** How many of the channels that are asked for can share a port. */
    abstract int most(int channels);

    abstract IoHandlerFactory handlers();

    abstract Bootstrap configure(Bootstrap bootstrap, SocketProtocolFamily family);

    /** Asks for a larger socket; returns the bytes that it has then, or the negative errno. */
    abstract int grow(Channel channel, int bytes);

    /** What the kernel lost in front of an open channel, modulo 2^32; 0 or less where it does not say. */
    abstract long dropped(Channel channel);
}
