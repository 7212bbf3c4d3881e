package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Capabilities;
import io.vmq.nic.linux.Capability;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A packet socket (packet(7), linux/if_packet.h) for one interface. It is deaf until it is bound to receive. What the
 * system refuses is a sentence that names the interface. One thread at a time uses it.
 */
final class PacketSocket implements AutoCloseable {

    static final int SOL_SOCKET = 1;
    static final int SOL_PACKET = 263;
    /** All protocols, as a socket address holds it. */
    static final int ALL_FRAMES = 0x0003;
    static final int NO_FRAMES = 0;

    private static final int SO_ERROR = 4;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_DETACH_FILTER = 27;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int DROP_MEMBERSHIP = 2;

    private static final int ADDRESS_BYTES = 20;
    private static final int PROTOCOL_OFFSET = 2;
    private static final int INDEX_OFFSET = 4;

    private static final int MEMBERSHIP_BYTES = 16;
    private static final int MEMBERSHIP_TYPE_OFFSET = 4;
    private static final int MEMBERSHIP_LENGTH_OFFSET = 6;
    private static final int MEMBERSHIP_ADDRESS_OFFSET = 8;
    private static final int UNICAST = 3;
    private static final int MAC_BYTES = 6;

    private static final int SIOCGIFINDEX = 0x8933;
    private static final int INTERFACE_REQUEST_BYTES = 40;

    private final int fd;
    private final Link link;
    private boolean closed;

    private PacketSocket(int fd, Link link) {
        this.fd = fd;
        this.link = link;
    }

    /**
     * A deaf socket for the interface.
     *
     * @throws PortException
     *             if it may not be had, or the interface has no Ethernet frames, is down or has no link
     */
    static PacketSocket open(Link link, String backend) throws PortException {
        Optional<String> missing = Capabilities.ofThisThread().missing(backend + " on " + link.name(),
                Capability.NET_RAW);
        if (missing.isPresent()) {
            throw new PortException(missing.get());
        }
        if (!link.hasEthernetFrames()) {
            throw new PortException(link.name() + ": its frames are not Ethernet; a NIC, a veth or a tap expected");
        }
        if (!link.isUp()) {
            throw new PortException(link.name() + " is down; set it up first (ip link set " + link.name() + " up)");
        }
        if (!link.hasCarrier()) {
            throw new PortException(
                    link.name() + " has no link: its cable is not plugged in, or its other end is down");
        }
        int fd = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, NO_FRAMES);
        if (fd < 0) {
            throw new PortException(link.name() + ": no packet socket can be opened: the system answered "
                    + Errno.describe(fd));
        }
        return new PacketSocket(fd, link);
    }

    int fd() {
        return fd;
    }

    Link link() {
        return link;
    }

    /** From now on it receives these frames, and sends to the interface. */
    void bind(int protocol) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(ADDRESS_BYTES, Long.BYTES);
            Memory address = Memory.of(segment);
            address.putU16(0, SystemCalls.AF_PACKET);
            address.putU16Be(PROTOCOL_OFFSET, protocol);
            address.putInt(INDEX_OFFSET, link.index());
            check("the packet socket cannot be bound", SystemCalls.bind(fd, segment));
        }
    }

    /** Sets an option of packet sockets; {@code what} ends the sentence "eth1: … cannot be set". */
    void set(String what, int option, int value) throws PortException {
        set(what, SOL_PACKET, option, value);
    }

    void set(String what, int level, int option, int value) throws PortException {
        check(what + " cannot be set", SystemCalls.setSocketOption(fd, level, option, value));
    }

    void set(String what, int option, MemorySegment value) throws PortException {
        check(what + " cannot be set", SystemCalls.setSocketOption(fd, SOL_PACKET, option, value));
    }

    /** Takes only what the program accepts. */
    void attach(ClassicProgram program) throws PortException {
        check("a filter cannot be attached",
                SystemCalls.setSocketOption(fd, SOL_SOCKET, SO_ATTACH_FILTER, program.toOption()));
    }

    void detachProgram() throws PortException {
        set("no filter", SOL_SOCKET, SO_DETACH_FILTER, 0);
    }

    /** Has the NIC take frames for this address too, as long as the socket is open; 0 or the negative errno. */
    int join(MacAddress mac) {
        return changeMembership(ADD_MEMBERSHIP, mac);
    }

    int leave(MacAddress mac) {
        return changeMembership(DROP_MEMBERSHIP, mac);
    }

    private int changeMembership(int option, MacAddress mac) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(MEMBERSHIP_BYTES, Long.BYTES);
            Memory request = Memory.of(segment);
            request.putInt(0, link.index());
            request.putU16(MEMBERSHIP_TYPE_OFFSET, UNICAST);
            request.putU16(MEMBERSHIP_LENGTH_OFFSET, MAC_BYTES);
            request.putI64Be(MEMBERSHIP_ADDRESS_OFFSET, mac.bits() << Short.SIZE);
            return SystemCalls.setSocketOption(fd, SOL_PACKET, option, segment);
        }
    }

    /** The error that the socket has met, as a negative errno, or 0; it is forgotten with that. */
    int takeError() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(Integer.BYTES, Integer.BYTES);
            int answer = SystemCalls.getSocketOption(fd, SOL_SOCKET, SO_ERROR, segment);
            return answer < 0 ? answer : -Memory.of(segment).getInt(0);
        }
    }

    /** Whether the interface is still there, in the network in which the socket was opened. */
    boolean hasInterface() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(INTERFACE_REQUEST_BYTES, Long.BYTES);
            request.copyFrom(arena.allocateFrom(link.name()));
            return SystemCalls.ioctl(fd, SIOCGIFINDEX, request) == 0;
        }
    }

    /** Throws unless the answer says that it was done. */
    void check(String what, long answer) throws PortException {
        if (answer < 0) {
            throw new PortException(link.name() + ": " + what + ": the system answered " + Errno.describe(answer));
        }
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
