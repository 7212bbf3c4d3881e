package io.vmq.nic.packet;

import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.LinkWatch;
import io.vmq.nic.linux.SystemCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits until one of some rings has frames, and notices when their interface goes (poll(2)). */
final class RingWatch {

    private final List<PacketRing> rings;
    private final LinkWatch link;
    private final SocketPoll poll;
    private @Nullable String failure;

    RingWatch(List<PacketRing> rings, LinkWatch link) {
        this.rings = List.copyOf(rings);
        this.link = link;
        poll = new SocketPoll(rings.stream().map(PacketRing::socket).toList(), SystemCalls.POLLIN);
    }

    /** Waits until a ring has a block with frames; false if none has after that time or the port has failed. */
    boolean await(int timeoutMs) {
        if (failure != null) {
            return false;
        }
        int ready = poll.await(timeoutMs);
        if (ready < 0 && !Errno.EINTR.is(ready)) {
            failure = "waiting for frames of " + rings.getFirst().socket().link().name() + " failed: "
                    + Errno.describe(ready);
        }
        return ready > 0 && hasFrames();
    }

    private boolean hasFrames() {
        int found = 0;
        for (int i = 0; i < rings.size(); i++) {
            int here = poll.found(i);
            if ((here & ~SystemCalls.POLLIN) != 0 && failure == null) {
                failure = failureOf(rings.get(i).socket());
            }
            found |= here;
        }
        return failure == null && (found & SystemCalls.POLLIN) != 0;
    }

    private @Nullable String failureOf(PacketSocket socket) {
        int error = socket.takeError();
        String name = socket.link().name();
        if (Errno.ENETDOWN.is(error)) {
            String seen = link.look();
            return seen == null ? name + " went down and came back" : seen;
        }
        return error == 0 ? null : name + " failed: " + Errno.describe(error);
    }

    /** Why nothing more will arrive, or what arrived is not all; null while the rings work. The first reason remains. */
    @Nullable
    String failure() {
        await(0);
        if (failure == null) {
            failure = link.failure();
        }
        return failure;
    }

    /** Frames that the NIC had no room for. */
    long missedFrames() {
        return link.missedFrames();
    }

    /** Sockets and links are about to be closed: nothing is waited for any more. */
    void end() {
        link.end();
        if (failure == null) {
            failure = rings.getFirst().socket().link().name() + " is no longer read: the port was closed";
        }
    }
}
