package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Asks the kernel about the interfaces and routes of the network in which the opening thread was, and changes them
 * (rtnetlink(7)). One thread uses it.
 */
final class NetlinkSocket implements AutoCloseable {

    private static final int ROUTE_FAMILY = 0;
    private static final int ERROR = 2;
    private static final int DONE = 3;
    /** The kernel's list changed while it was read. */
    private static final int INTERRUPTED_DUMP = 0x10;
    /** More than the kernel puts into one answer. */
    private static final int ANSWER_BYTES = 1 << 16;
    /** Not yet the end of the exchange. */
    private static final long GOES_ON = 1;
    private static final long EINTR = -4;
    private static final long EINVAL = -22;

    private final int fd;
    private final ByteBuffer answers = ByteBuffer.allocateDirect(ANSWER_BYTES).order(ByteOrder.nativeOrder());
    private boolean closed;

    private NetlinkSocket(int fd) {
        this.fd = fd;
    }

    static NetlinkSocket open() throws PortException {
        int fd = SystemCalls.socket(SystemCalls.AF_NETLINK, SystemCalls.SOCK_RAW, ROUTE_FAMILY);
        if (fd < 0) {
            throw new PortException("the interfaces of this machine cannot be asked for (netlink): the system answered "
                    + Errno.describe(fd));
        }
        return new NetlinkSocket(fd);
    }

    /** Has something done; 0 or the negative errno. */
    long change(NetlinkMessage message) {
        return ask(message, answer -> {});
    }

    /**
     * Sends the message and gives each answer, from its fixed part on, to {@code reader}.
     *
     * @param message
     *            one that asks for a dump or an acknowledgement, so that the end can be seen
     * @return 0 or the negative errno
     */
    long ask(NetlinkMessage message, Consumer<ByteBuffer> reader) {
        long sent = SystemCalls.send(fd, message.toSegment(), 0);
        if (sent < 0) {
            return sent;
        }
        long state = GOES_ON;
        while (state == GOES_ON) {
            long received = SystemCalls.receive(fd, MemorySegment.ofBuffer(answers), 0);
            if (received > 0) {
                state = readAll(answers.slice(0, (int) received).order(ByteOrder.nativeOrder()), reader);
            } else if (received != EINTR) {
                state = received == 0 ? EINVAL : received;
            }
        }
        return state;
    }

    private static long readAll(ByteBuffer datagram, Consumer<ByteBuffer> reader) {
        long state = GOES_ON;
        for (int at = 0; at < datagram.limit() && state == GOES_ON;) {
            int lengthBytes = datagram.limit() - at < NetlinkMessage.HEADER_BYTES ? 0 : datagram.getInt(at);
            if (lengthBytes < NetlinkMessage.HEADER_BYTES || lengthBytes > datagram.limit() - at) {
                return EINVAL;
            }
            state = read(datagram.slice(at, lengthBytes).order(ByteOrder.nativeOrder()), reader);
            at += aligned(lengthBytes);
        }
        return state;
    }

    private static long read(ByteBuffer message, Consumer<ByteBuffer> reader) {
        int type = message.getShort(NetlinkMessage.TYPE_OFFSET);
        if ((message.getShort(NetlinkMessage.FLAGS_OFFSET) & INTERRUPTED_DUMP) != 0) {
            return EINTR;
        }
        if (type == ERROR || type == DONE) {
            return message.getInt(NetlinkMessage.HEADER_BYTES);
        }
        int partBytes = message.limit() - NetlinkMessage.HEADER_BYTES;
        reader.accept(message.slice(NetlinkMessage.HEADER_BYTES, partBytes).order(ByteOrder.nativeOrder()));
        return GOES_ON;
    }

    static int aligned(int bytes) {
        return bytes + NetlinkMessage.ALIGNMENT - 1 & -NetlinkMessage.ALIGNMENT;
    }

    /** Closes it, once: the number may be somebody else's afterwards. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            SystemCalls.close(fd);
        }
    }
}
