package io.vmq.nic.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Questions about network interfaces by ioctl(2): those of ethtool (linux/ethtool.h) and those of netdevice(7). They need
 * no privilege and change nothing. Interfaces are those of the network namespace of the thread that opens. For any thread.
 */
public final class InterfaceRequests implements AutoCloseable {

    /** Bytes of what follows the name in a struct ifreq. */
    public static final int ARGUMENT_BYTES = 24;
    /** Longest name of an interface: IFNAMSIZ less the byte that ends it. */
    public static final int MAX_NAME_BYTES = 15;

    private static final long SIOCETHTOOL = 0x8946;
    private static final int NAME_BYTES = 16;

    private final int fd;

    private InterfaceRequests(int fd) {
        this.fd = fd;
    }

    /** Opens a socket to ask through; the negative errno if there is none to be had is handed to the caller by {@link #answer}. */
    public static InterfaceRequests open() {
        return new InterfaceRequests(SystemCalls.socket(SystemCalls.AF_INET, SystemCalls.SOCK_DGRAM, 0));
    }

    /** 0, or the negative errno of opening. */
    public int answer() {
        return Math.min(fd, 0);
    }

    /**
     * Asks by SIOCETHTOOL.
     *
     * @param inOut
     *            a structure of linux/ethtool.h, which begins with the command; holds the answer afterwards
     * @return 0, or the negative errno
     */
    public int ethtool(String name, byte[] inOut) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment structure = arena.allocate(inOut.length, Long.BYTES);
            MemorySegment.copy(inOut, 0, structure, ValueLayout.JAVA_BYTE, 0, inOut.length);
            MemorySegment request = named(arena, name);
            request.set(ValueLayout.ADDRESS, NAME_BYTES, structure);
            int answer = SystemCalls.ioctl(fd, SIOCETHTOOL, request);
            MemorySegment.copy(structure, ValueLayout.JAVA_BYTE, 0, inOut, 0, inOut.length);
            return Math.min(answer, 0);
        }
    }

    /**
     * Asks by another request of netdevice(7), such as SIOCGIFMTU.
     *
     * @param out
     *            {@value #ARGUMENT_BYTES} bytes for the answer
     * @return 0, or the negative errno
     */
    public int ask(String name, long request, byte[] out) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ifreq = named(arena, name);
            int answer = SystemCalls.ioctl(fd, request, ifreq);
            MemorySegment.copy(ifreq, ValueLayout.JAVA_BYTE, NAME_BYTES, out, 0, ARGUMENT_BYTES);
            return Math.min(answer, 0);
        }
    }

    private static MemorySegment named(Arena arena, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("'" + name + "' is longer than the " + MAX_NAME_BYTES
                    + " bytes that the name of an interface has at most");
        }
        MemorySegment ifreq = arena.allocate(NAME_BYTES + ARGUMENT_BYTES, Long.BYTES);
        MemorySegment.copy(bytes, 0, ifreq, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return ifreq;
    }

    @Override
    public void close() {
        if (fd >= 0) {
            SystemCalls.close(fd);
        }
    }
}
