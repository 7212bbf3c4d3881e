package io.vmq.nic.vxlan;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A port whose frames come in UDP datagrams (VXLAN, RFC 7348), without privileges or hardware. Several sockets share the UDP
 * port, each with a thread of Netty that hands frames to the reading thread; which socket a datagram comes to follows from
 * its outer addresses and ports, so a flow, whose outer source port is always the same, keeps its order. Only while the port
 * is opened may frames that come already change their socket.
 *
 * <p>
 * It has one queue, and the mode of the trial steers by the inner MAC. Frames that the kernel had no room for, or for which
 * no slot was free because they were not read in time, are lost and counted; the kernel's count covers whatever was sent to
 * the UDP port. Where the kernel does not say what it lost (no Linux), only the latter are.
 */
public final class VxlanPort implements Port {

    private static final String BACKEND = "vxlan";
    /** A thread of Netty may have to wait this long for a CPU on a busy machine. */
    private static final long MOST_DELAY_NS = 10_000_000;
    private static final long CLOSE_SECONDS = 5;
    private static final int LINUX_PRECISION_NS = 1;
    private static final int OTHER_PRECISION_NS = 1_000;

    private final ChannelKind kind;
    private final int vni;
    private final EventLoopGroup threads;
    private final List<FrameArrivals> arrivals = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final Doorbell doorbell = new Doorbell();
    private final VxlanQueue queue;
    private final BooleanSupplier hasMoreOrFailed;
    private final KernelDrops drops;
    private int socketBytes;
    private long askedBytes;
    /** What the system answered last when it did not say how much a socket holds. */
    private int growthRefusal;
    private boolean closed;

    private VxlanPort(VxlanSettings settings, ChannelKind kind) {
        this.kind = kind;
        vni = settings.vni();
        int count = kind.most(settings.channels());
        for (int i = 0; i < count; i++) {
            arrivals.add(new FrameArrivals(settings.vni(),
                    new ArrivalRing(settings.slots(), FrameArrivals.MAX_FRAME_BYTES), doorbell));
        }
        threads = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("vmq-vxlan", true), kind.handlers());
        queue = new VxlanQueue(arrivals.stream().map(FrameArrivals::ring).toList());
        drops = new KernelDrops(kind, channels);
        hasMoreOrFailed = () -> queue.hasMore() || failure() != null;
    }

    /**
     * Opens the sockets. They are in the network namespace of the calling thread.
     *
     * @throws PortException
     *             if the address cannot be had
     */
    public static VxlanPort open(VxlanSettings settings) throws PortException {
        return open(settings, ChannelKind.best());
    }

    static VxlanPort open(VxlanSettings settings, ChannelKind kind) throws PortException {
        VxlanPort port = new VxlanPort(settings, kind);
        boolean open = false;
        try {
            port.bind(settings);
            open = true;
            return port;
        } finally {
            if (!open) {
                port.close();
            }
        }
    }

    private void bind(VxlanSettings settings) throws PortException {
        InetSocketAddress local = settings.local();
        if (local.isUnresolved()) {
            throw new PortException(
                    "vxlan: address '" + local.getHostString() + "' is unknown (expected one of this machine)");
        }
        refuseSharedPort(local);
        SocketProtocolFamily family = local.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6;
        for (FrameArrivals each : arrivals) {
            Bootstrap bootstrap = kind.configure(new Bootstrap().group(threads), family).handler(each)
                    .option(ChannelOption.AUTO_READ, false);
            ChannelFuture bound = bootstrap.bind(local).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw refused(local, bound.cause());
            }
            channels.add(bound.channel());
            local = (InetSocketAddress) bound.channel().localAddress();
            grow(bound.channel(), settings.socketBytes());
        }
        channels.forEach(channel -> channel.config().setAutoRead(true));
    }

    /** Our sockets share the port with each other; another program that let them would take a part of the frames. */
    private static void refuseSharedPort(InetSocketAddress local) throws PortException {
        StandardProtocolFamily family = local.getAddress() instanceof Inet4Address ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        try (DatagramChannel alone = DatagramChannel.open(family)) {
            alone.bind(local);
        } catch (IOException e) {
            throw refused(local, e);
        }
    }

    private void grow(Channel channel, int bytes) {
        int granted = kind.grow(channel, bytes);
        if (granted < 0) {
            growthRefusal = granted;
        }
        socketBytes += Math.max(0, granted);
        askedBytes += bytes;
    }

    private static PortException refused(InetSocketAddress local, Throwable cause) {
        return new PortException("vxlan: UDP port " + local.getPort() + " of " + local.getAddress().getHostAddress()
                + " cannot be opened: " + cause.getMessage()
                + " (expected an address of this machine and a port that no other program has; ss -ulpn shows who has it)");
    }

    /** Where datagrams come to. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) channels.getFirst().localAddress();
    }

    /** What all sockets together may hold, as the kernel counts, bytes: it may grant less than the settings asked for. */
    public int socketBytes() {
        return socketBytes;
    }

    /** Sockets that share the UDP port. */
    public int channelCount() {
        return channels.size();
    }

    /** Datagrams so far that were none of the port's frames. */
    public UnwantedDatagrams unwanted() {
        UnwantedDatagrams sum = UnwantedDatagrams.NONE;
        for (FrameArrivals each : arrivals) {
            sum = sum.plus(each.counts().unwanted());
        }
        return sum;
    }

    @Override
    public String backend() {
        return BACKEND;
    }

    @Override
    public int queueCount() {
        return 1;
    }

    @Override
    public SteeredBy steeredBy() {
        return SteeredBy.HOST;
    }

    @Override
    public PortQueue queue(int index) {
        if (index != 0) {
            throw new IllegalArgumentException("queue " + index + ": a VXLAN port has queue 0 alone");
        }
        return queue;
    }

    @Override
    public boolean await(int timeoutMs) {
        return doorbell.await(hasMoreOrFailed, timeoutMs) && failure() == null;
    }

    @Override
    public void setFilters(List<ReceiveFilter> filters) {
        throw new UnsupportedOperationException("nobody steers at a VXLAN port");
    }

    @Override
    public long mostDelayNs() {
        return MOST_DELAY_NS;
    }

    @Override
    public long lostFrames() {
        long lost = drops.total();
        for (FrameArrivals each : arrivals) {
            lost += each.counts().ringFull();
        }
        return lost;
    }

    @Override
    public @Nullable String failure() {
        for (FrameArrivals each : arrivals) {
            if (each.failure() != null) {
                return each.failure();
            }
        }
        return null;
    }

    /** {@inheritDoc} What the sockets may hold, and which datagrams were none of the port's frames. */
    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(List.of(room()));
        UnwantedDatagrams unwanted = unwanted();
        if (unwanted.total() > 0) {
            remarks.add("of the datagrams that came to UDP port " + localAddress().getPort() + " "
                    + unwanted.otherNetwork() + " were of other VNIs than " + vni + ", " + unwanted.notVxlan()
                    + " no VXLAN and " + unwanted.noFrame() + " without a frame; they count nowhere else");
        }
        return remarks;
    }

    private String room() {
        String sockets = channelCount() + (channelCount() == 1 ? " socket" : " sockets") + " for UDP port "
                + localAddress().getPort();
        if (growthRefusal < 0) {
            return sockets + ": not all could be asked to hold more, as the system answered "
                    + Errno.describe(growthRefusal);
        }
        return sockets + " may hold " + socketBytes + " bytes" + (socketBytes < askedBytes
                ? " where " + askedBytes
                        + " were asked for; 'sysctl net.core.rmem_max' is the limit without CAP_NET_ADMIN"
                : "");
    }

    /** {@inheritDoc} They are taken by vmq when it reads the datagrams, not when they arrive. */
    @Override
    public StampSource stamps() {
        return new StampSource("CLOCK_REALTIME", "vmq",
                kind == ChannelKind.EPOLL ? LINUX_PRECISION_NS : OTHER_PRECISION_NS);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        drops.last();
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        threads.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
