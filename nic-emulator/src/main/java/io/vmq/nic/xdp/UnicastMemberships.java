package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Unicast addresses that a NIC lets through besides its own, without being promiscuous: memberships of a packet socket that itself
 * receives nothing (man 7 packet, PACKET_MR_UNICAST). They end with the socket.
 */
final class UnicastMemberships implements AutoCloseable {

    private static final int SOL_PACKET = 263;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int DROP_MEMBERSHIP = 2;
    private static final int UNICAST = 3;
    private static final int REQUEST_BYTES = 16;
    private static final int MAC_BYTES = 6;

    private final int fd;
    private final int interfaceIndex;
    private final Set<MacAddress> lasting;
    private final Set<MacAddress> joined = new HashSet<>();

    private UnicastMemberships(int fd, int interfaceIndex, List<MacAddress> lasting) {
        this.fd = fd;
        this.interfaceIndex = interfaceIndex;
        this.lasting = Set.copyOf(lasting);
    }

    /** Joins some addresses for as long as this is open. */
    static UnicastMemberships open(int interfaceIndex, List<MacAddress> lasting) throws PortException {
        int fd = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);
        if (fd < 0) {
            throw new PortException("cannot open a packet socket: " + Errno.describe(fd)
                    + (Errno.EPERM.is(fd) ? " (it takes CAP_NET_RAW: run the command with sudo)" : ""));
        }
        try (Holdings holdings = new Holdings()) {
            UnicastMemberships memberships = holdings.hold(new UnicastMemberships(fd, interfaceIndex, lasting));
            memberships.add(lasting);
            holdings.keep();
            return memberships;
        }
    }

    /** Joins those of the addresses that are not joined yet. */
    void add(Collection<MacAddress> macs) throws PortException {
        for (MacAddress mac : macs) {
            if (!joined.contains(mac)) {
                change(ADD_MEMBERSHIP, mac);
                joined.add(mac);
            }
        }
    }

    /** Leaves all but these and the lasting ones. */
    void keepOnly(Collection<MacAddress> macs) throws PortException {
        Set<MacAddress> leaving = new HashSet<>(joined);
        leaving.removeAll(Set.copyOf(macs));
        leaving.removeAll(lasting);
        for (MacAddress mac : leaving) {
            change(DROP_MEMBERSHIP, mac);
            joined.remove(mac);
        }
    }

    private void change(int option, MacAddress mac) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            Memory fields = Memory.of(request);
            fields.putInt(0, interfaceIndex);
            fields.putInt(4, UNICAST | MAC_BYTES << Short.SIZE);
            fields.putLong(8, Long.reverseBytes(mac.bits() << Short.SIZE));
            int answer = SystemCalls.setSocketOption(fd, SOL_PACKET, option, request);
            if (answer < 0) {
                throw new PortException((option == ADD_MEMBERSHIP ? "cannot ask the NIC to receive frames to "
                        : "cannot tell the NIC not to receive frames to ") + mac + ": " + Errno.describe(answer));
            }
        }
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
    }
}
