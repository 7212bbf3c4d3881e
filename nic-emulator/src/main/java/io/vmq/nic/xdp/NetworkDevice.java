package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the system says of an interface, asked by ioctl (man 7 netdevice) in the network namespace in which this was opened, by
 * whatever thread. One thread at a time uses it.
 */
final class NetworkDevice implements AutoCloseable {

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCGIFINDEX = 0x8933;
    private static final long SIOCETHTOOL = 0x8946;

    private static final int ETHTOOL_GCHANNELS = 0x3C;
    /** Command, then at most and now: receive, transmit, other, combined. */
    private static final int CHANNELS_BYTES = 36;
    private static final int RECEIVE_NOW = 20;
    private static final int COMBINED_NOW = 32;

    private static final int REQUEST_BYTES = 40;
    private static final int NAME_BYTES = 16;
    private static final int UP = 1;

    private final String name;
    private final int fd;
    private final int index;

    private NetworkDevice(String name, int fd) throws PortException {
        this.name = name;
        this.fd = fd;
        index = asked(SIOCGIFINDEX, "its number");
    }

    static NetworkDevice open(String name) throws PortException {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length >= NAME_BYTES) {
            throw new PortException("'" + name + "' is no name of an interface: 1 to 15 bytes expected");
        }
        try (Holdings holdings = new Holdings()) {
            int fd = SystemCalls.socket(SystemCalls.AF_INET, SystemCalls.SOCK_DGRAM, 0);
            if (fd < 0) {
                throw new PortException("interface " + name + ": cannot open a socket to ask about it: "
                        + Errno.describe(fd));
            }
            holdings.hold(() -> SystemCalls.close(fd));
            NetworkDevice device = new NetworkDevice(name, fd);
            holdings.keep();
            return device;
        }
    }

    int index() {
        return index;
    }

    /** The largest payload of an Ethernet frame, bytes. */
    int mtuBytes() throws PortException {
        return asked(SIOCGIFMTU, "its MTU");
    }

    /** Receive queues that the hardware fills now; 1 if the driver does not say. */
    int hardwareQueues() throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment channels = arena.allocate(CHANNELS_BYTES, Long.BYTES);
            Memory fields = Memory.of(channels);
            fields.putInt(0, ETHTOOL_GCHANNELS);
            MemorySegment request = request(arena);
            Memory.of(request).putLong(NAME_BYTES, channels.address());
            int answer = SystemCalls.ioctl(fd, SIOCETHTOOL, request);
            if (Errno.EOPNOTSUPP.is(answer)) {
                return 1;
            }
            if (answer < 0) {
                throw refusal(answer, "its channels");
            }
            return Math.max(1, fields.getInt(RECEIVE_NOW) + fields.getInt(COMBINED_NOW));
        }
    }

    /** Why nothing arrives any more; null while the interface is up. */
    @Nullable
    String failure() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena);
            if (SystemCalls.ioctl(fd, SIOCGIFINDEX, request) < 0 || Memory.of(request).getInt(NAME_BYTES) != index) {
                return "interface " + name + " is gone";
            }
            return SystemCalls.ioctl(fd, SIOCGIFFLAGS, request) < 0
                    || (Memory.of(request).getInt(NAME_BYTES) & UP) == 0 ? "interface " + name + " is down" : null;
        }
    }

    private int asked(long question, String what) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = request(arena);
            int answer = SystemCalls.ioctl(fd, question, request);
            if (answer < 0) {
                throw refusal(answer, what);
            }
            return Memory.of(request).getInt(NAME_BYTES);
        }
    }

    private PortException refusal(int answer, String what) {
        return new PortException("interface " + name + ": cannot ask for " + what + ": " + Errno.describe(answer)
                + (Errno.ENODEV.is(answer) ? " (`vmq nic list` shows which there are)" : ""));
    }

    /** A {@code struct ifreq} with the name. */
    private MemorySegment request(Arena arena) {
        MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
        request.setString(0, name);
        return request;
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
    }
}
