package io.vmq.nic.packet;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.PortException;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames out of an interface as they lie in a batch, up to {@value MessageTable#PLACES} with one call (sendmmsg(2)). What
 * is at hand of a frame goes out; padding and frame check sequence are the interface's. Needs CAP_NET_RAW.
 *
 * <p>
 * What the system says becomes one of three. <em>No room now</em> (EAGAIN, ENOBUFS, ENOMEM, EINTR): the frame was not taken and
 * may be sent again. <em>The interface is down or gone</em> (ENETDOWN, ENODEV, ENXIO): nothing more is sent. Anything else, such
 * as EMSGSIZE for a frame longer than the interface carries, is about this frame: it is dropped, counted, and the next
 * one's turn comes.
 */
public final class PacketSender implements FrameSender {

    private static final String WHAT = "sending";

    private final PacketSocket socket;
    private final MessageTable messages = new MessageTable();
    private final SocketPoll room;
    private final int mtuBytes;
    private long failedFrames;
    private boolean noBuffers;
    private @Nullable String failure;

    private PacketSender(PacketSocket socket, int mtuBytes) {
        this.socket = socket;
        this.mtuBytes = mtuBytes;
        room = new SocketPoll(List.of(socket), SystemCalls.POLLOUT);
    }

    /**
     * A sender out of this interface of the calling thread's network.
     *
     * @param evenOnDefaultRoute
     *            whether to send even where this machine's way to everywhere is
     * @throws PortException
     *             if the system refuses, or the interface carries a default route and that was not allowed
     */
    public static PacketSender open(String interfaceName, boolean evenOnDefaultRoute) throws PortException {
        try (Links links = Links.open()) {
            Link link = links.get(interfaceName);
            if (!evenOnDefaultRoute) {
                links.refuseDefaultRoute(link,
                        "frames sent there would go the way of all this machine's traffic: nothing is sent");
            }
            PacketSocket socket = PacketSocket.open(link, WHAT);
            try {
                socket.bind(PacketSocket.NO_FRAMES);
                return new PacketSender(socket, link.mtuBytes());
            } catch (PortException e) {
                socket.close();
                throw e;
            }
        }
    }

    @Override
    public int mtuBytes() {
        return mtuBytes;
    }

    /** {@inheritDoc} A frame that the system refuses for good is taken over, and counted among the failed ones. */
    @Override
    public int send(FrameBatch batch, int from) {
        int at = from;
        while (at < batch.count() && failure == null) {
            int sent = sendSome(batch, at);
            if (sent > 0) {
                noBuffers = false;
                at += sent;
            } else if (isRefusedForGood(sent)) {
                failedFrames++;
                at++;
            } else {
                break;
            }
        }
        return at - from;
    }

    private int sendSome(FrameBatch batch, int from) {
        try {
            int count = messages.fill(batch, from);
            return SystemCalls.sendmmsg(socket.fd(), messages.segment(), count, SystemCalls.MSG_DONTWAIT);
        } finally {
            Reference.reachabilityFence(batch);
        }
    }

    private boolean isRefusedForGood(int answer) {
        noBuffers = Errno.ENOBUFS.is(answer) || Errno.ENOMEM.is(answer);
        if (noBuffers || answer == 0 || Errno.EAGAIN.is(answer) || Errno.EINTR.is(answer)) {
            return false;
        }
        if (Errno.ENETDOWN.is(answer) || Errno.ENODEV.is(answer) || Errno.ENXIO.is(answer)) {
            String name = socket.link().name();
            failure = socket.hasInterface() ? name + " went down" : name + " is gone";
            return false;
        }
        return true;
    }

    /** {@inheritDoc} The system does not say when it has buffers again, so after a want of them it is at most 1 ms. */
    @Override
    public void await(int timeoutMs) {
        if (noBuffers) {
            SocketPoll.pause(Math.min(timeoutMs, 1));
        } else {
            room.await(timeoutMs);
        }
    }

    @Override
    public long failedFrames() {
        return failedFrames;
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public void close() {
        socket.close();
    }
}
