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
    /** As often a list is asked for that changes while it is read. */
    private static final int MOST_TRIES = 8;
    /** Has the system say how long an answer was that it cut off (recv(2), MSG_TRUNC). */
    private static final int SAY_LENGTH = 0x20;

    private final int fd;
    private final ByteBuffer answers = ByteBuffer.allocateDirect(ANSWER_BYTES).order(ByteOrder.nativeOrder());
    private int sequence;
    private boolean interrupted;
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
     * Sends the message and gives each answer, from its fixed part on, to {@code reader}. If the kernel's list changed while it was
     * read, it is asked for anew, and the reader is given all of the new list too.
     *
     * @param message
     *            one that asks for a dump or an acknowledgement, so that the end can be seen
     * @return 0 or the negative errno: that of {@link Errno#EINTR} if the list changed at each of {@value #MOST_TRIES} tries, that of
     *         {@link Errno#EMSGSIZE} if an answer was longer than there is room
     */
    long ask(NetlinkMessage message, Consumer<ByteBuffer> reader) {
        long answer = Errno.EINTR.answer();
        for (int i = 0; i < MOST_TRIES && Errno.EINTR.is(answer); i++) {
            answer = askOnce(message, reader);
        }
        return answer;
    }

    private long askOnce(NetlinkMessage message, Consumer<ByteBuffer> reader) {
        sequence++;
        interrupted = false;
        long sent = SystemCalls.send(fd, message.toSegment(sequence), 0);
        long state = sent < 0 ? sent : GOES_ON;
        while (state == GOES_ON) {
            long received = SystemCalls.receive(fd, MemorySegment.ofBuffer(answers), SAY_LENGTH);
            if (received > ANSWER_BYTES) {
                state = Errno.EMSGSIZE.answer();
            } else if (received > 0) {
                state = readAll(answers.slice(0, (int) received).order(ByteOrder.nativeOrder()), reader);
            } else if (!Errno.EINTR.is(received)) {
                state = received == 0 ? Errno.EINVAL.answer() : received;
            }
        }
        return state == 0 && interrupted ? Errno.EINTR.answer() : state;
    }

    private long readAll(ByteBuffer datagram, Consumer<ByteBuffer> reader) {
        long state = GOES_ON;
        for (int at = 0; at < datagram.limit() && state == GOES_ON;) {
            int lengthBytes = datagram.limit() - at < NetlinkMessage.HEADER_BYTES ? 0 : datagram.getInt(at);
            if (lengthBytes < NetlinkMessage.HEADER_BYTES || lengthBytes > datagram.limit() - at) {
                return Errno.EINVAL.answer();
            }
            state = read(datagram.slice(at, lengthBytes).order(ByteOrder.nativeOrder()), reader);
            at += aligned(lengthBytes);
        }
        return state;
    }

    /** Answers to what was asked before, and not read to its end, are passed over. */
    private long read(ByteBuffer message, Consumer<ByteBuffer> reader) {
        if (message.getInt(NetlinkMessage.SEQUENCE_OFFSET) != sequence) {
            return GOES_ON;
        }
        interrupted |= (message.getShort(NetlinkMessage.FLAGS_OFFSET) & INTERRUPTED_DUMP) != 0;
        int type = message.getShort(NetlinkMessage.TYPE_OFFSET);
        int partBytes = message.limit() - NetlinkMessage.HEADER_BYTES;
        if (type == ERROR || type == DONE) {
            return partBytes < Integer.BYTES ? 0 : message.getInt(NetlinkMessage.HEADER_BYTES);
        }
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
