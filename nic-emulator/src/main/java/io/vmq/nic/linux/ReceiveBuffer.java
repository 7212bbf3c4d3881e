package io.vmq.nic.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What a socket holds until somebody reads, and what it lost (socket(7), include/uapi/linux/sock_diag.h). Any thread. */
public final class ReceiveBuffer {

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_MEMINFO = 55;
    private static final int MEMINFO_FIELDS = 9;
    private static final int MEMINFO_DROPS = 8;

    private ReceiveBuffer() {}

    /**
     * Asks for a buffer of {@code bytes} bytes; beyond net.core.rmem_max only with CAP_NET_ADMIN.
     *
     * @return the bytes that the socket has then, bookkeeping of the kernel counted, which may be fewer; or the negative errno
     */
    public static int grow(int fd, int bytes) {
        // The kernel doubles what is asked for, to make room for its bookkeeping.
        int asked = bytes / 2;
        if (SystemCalls.setSocketOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, asked) < 0) {
            int answer = SystemCalls.setSocketOption(fd, SOL_SOCKET, SO_RCVBUF, asked);
            if (answer < 0) {
                return answer;
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(ValueLayout.JAVA_INT);
            int answer = SystemCalls.getSocketOption(fd, SOL_SOCKET, SO_RCVBUF, size);
            return answer < 0 ? answer : size.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /** Datagrams that the socket had no room for, or that were damaged, since it was made, modulo 2^32; or the negative errno. */
    public static long dropped(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fields = arena.allocate(ValueLayout.JAVA_INT, MEMINFO_FIELDS);
            int answer = SystemCalls.getSocketOption(fd, SOL_SOCKET, SO_MEMINFO, fields);
            return answer < 0 ? answer
                    : Integer.toUnsignedLong(fields.getAtIndex(ValueLayout.JAVA_INT, MEMINFO_DROPS));
        }
    }
}
