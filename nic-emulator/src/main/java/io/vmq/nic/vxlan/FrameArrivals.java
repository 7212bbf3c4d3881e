package io.vmq.nic.vxlan;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.vmq.dispatch.frame.EthernetLayout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames out of the datagrams of one channel and puts them into its ring. The channel's thread runs it; counts and
 * failure may be read by any.
 */
final class FrameArrivals extends ChannelInboundHandlerAdapter {

    /** The longest frame without FCS. */
    static final int MAX_FRAME_BYTES = EthernetLayout.MAX_FRAME_BYTES - EthernetLayout.FCS_BYTES;
    /** One byte more than can be right, so that a longer datagram, whose rest is cut off, shows. */
    static final int ROOM_BYTES = VxlanHeader.BYTES + MAX_FRAME_BYTES + 1;

    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long NO_STAMP = -1;

    private final int vni;
    private final ArrivalRing ring;
    private final Doorbell doorbell;
    private final ArrivalCounts counts = new ArrivalCounts();
    /** When the datagrams were read that are handled now. */
    private long stampNs = NO_STAMP;
    private volatile @Nullable String failure;

    FrameArrivals(int vni, ArrivalRing ring, Doorbell doorbell) {
        this.vni = vni;
        this.ring = ring;
        this.doorbell = doorbell;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            take(datagram.content());
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (ring.isUnpublished()) {
            publish();
        }
        stampNs = NO_STAMP;
    }

    private void take(ByteBuf datagram) {
        if (datagram.readableBytes() < VxlanHeader.BYTES) {
            counts.countNotVxlan();
            return;
        }
        int named = VxlanHeader.vni(datagram.readLong());
        int frameBytes = datagram.readableBytes();
        if (named < 0) {
            counts.countNotVxlan();
        } else if (named != vni) {
            counts.countOtherNetwork();
        } else if (frameBytes < EthernetLayout.HEADER_BYTES || frameBytes > MAX_FRAME_BYTES) {
            counts.countNoFrame();
        } else {
            put(datagram, frameBytes);
        }
    }

    private void put(ByteBuf datagram, int frameBytes) {
        if (!ring.hasRoom()) {
            counts.countRingFull();
            return;
        }
        datagram.readBytes(ring.roomFor(frameBytes));
        if (ring.add(frameBytes, stamp())) {
            publish();
            stampNs = NO_STAMP;
        }
    }

    private void publish() {
        ring.publish();
        doorbell.ring();
    }

    /** One for all that is read at a time: the clock says when vmq saw the frames, not when each arrived. */
    private long stamp() {
        if (stampNs == NO_STAMP) {
            Instant now = Instant.now();
            stampNs = now.getEpochSecond() * NS_PER_SECOND + now.getNano();
        }
        return stampNs;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = "receiving failed: " + cause.getMessage();
        var _ = context.close();
        doorbell.ring();
    }

    ArrivalRing ring() {
        return ring;
    }

    ArrivalCounts counts() {
        return counts;
    }

    /** Why the channel receives no more; null while it does. */
    @Nullable
    String failure() {
        return failure;
    }
}
