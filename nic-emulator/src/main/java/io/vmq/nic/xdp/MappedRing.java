package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where the words of a ring lie that an AF_XDP socket shares with the kernel (Linux, Documentation/networking/af_xdp.rst).
 * Producer and consumer are counts of descriptors modulo 2^32, each written by one side alone.
 *
 * @param memory
 *            mapped as long as the port's arena is open
 * @param producer
 *            offset of the count of descriptors that were written
 * @param consumer
 *            offset of the count of descriptors that were read
 * @param descriptors
 *            offset of the first descriptor
 * @param slots
 *            a power of two
 */
record MappedRing(Memory memory, long producer, long consumer, long descriptors, int slots) {

    /** What a socket has of rings: the option that makes one, where mmap finds it, and where the kernel says how it looks. */
    enum Kind {

        RECEIVE(2, 0, 0, 16), FILL(5, 0x1_0000_0000L, 64, Long.BYTES);

        private final int option;
        private final long mapOffset;
        private final int layout;
        private final int descriptorBytes;

        Kind(int option, long mapOffset, int layout, int descriptorBytes) {
            this.option = option;
            this.mapOffset = mapOffset;
            this.layout = layout;
            this.descriptorBytes = descriptorBytes;
        }
    }

    static final int SOL_XDP = 283;
    private static final int XDP_MMAP_OFFSETS = 1;
    /** Four times producer, consumer, descriptors, flags: receive, transmit, fill, completion. */
    private static final int LAYOUT_BYTES = 128;

    /** Makes a ring of a socket and maps it. */
    static MappedRing of(Kind kind, int socket, int slots, Arena arena) throws PortException {
        long answer = SystemCalls.setSocketOption(socket, SOL_XDP, kind.option, slots);
        if (answer < 0) {
            throw new PortException(
                    "AF_XDP makes no ring of " + slots + " slots: the system answered " + Errno.describe(answer));
        }
        Memory layout = layout(socket);
        long descriptors = layout.getLong(kind.layout + 16);
        Memory memory = map(socket, kind, descriptors + (long) slots * kind.descriptorBytes, arena);
        return new MappedRing(memory, layout.getLong(kind.layout), layout.getLong(kind.layout + 8), descriptors, slots);
    }

    private static Memory layout(int socket) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment offsets = arena.allocate(LAYOUT_BYTES, Long.BYTES);
            long answer = SystemCalls.getSocketOption(socket, SOL_XDP, XDP_MMAP_OFFSETS, offsets);
            if (answer < 0) {
                throw new PortException(
                        "how AF_XDP rings look the system does not say, but answered " + Errno.describe(answer));
            }
            byte[] copy = new byte[LAYOUT_BYTES];
            Memory.of(offsets).get(0, copy, 0, LAYOUT_BYTES);
            return Memory.copyOf(copy);
        }
    }

    private static Memory map(int socket, Kind kind, long bytes, Arena arena) throws PortException {
        long address = SystemCalls.mmap(bytes, SystemCalls.MAP_SHARED | SystemCalls.MAP_POPULATE, socket,
                kind.mapOffset);
        if (address < 0) {
            throw new PortException("an AF_XDP ring of " + bytes + " bytes cannot be mapped: the system answered "
                    + Errno.describe(address));
        }
        return Memory.of(SystemCalls.mapped(address, bytes, arena));
    }
}
