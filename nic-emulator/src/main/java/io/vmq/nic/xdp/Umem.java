package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory into which the kernel writes the frames of one hardware queue: chunks of one size, each with a frame or free. In front
 * of a frame there is room, where the program in the kernel leaves its stamp.
 */
final class Umem {

    /** What the kernel keeps in front of every frame: {@code XDP_PACKET_HEADROOM} of linux/bpf.h. */
    static final int HEADROOM_BYTES = 256;

    private static final int XDP_UMEM_REG = 4;
    private static final int XDP_UMEM_COMPLETION_RING = 6;
    private static final int REGISTRATION_BYTES = 32;
    /** Nothing is sent, but the kernel asks for the ring. */
    private static final int COMPLETION_SLOTS = 2;

    private final Memory memory;
    private final int chunkBytes;
    private final int chunkCount;

    private Umem(Memory memory, int chunkBytes, int chunkCount) {
        this.memory = memory;
        this.chunkBytes = chunkBytes;
        this.chunkCount = chunkCount;
    }

    /** Takes memory and registers it with a socket; it is given back with the arena. */
    static Umem register(int socket, int chunkBytes, int chunkCount, Arena arena) throws PortException {
        long bytes = (long) chunkBytes * chunkCount;
        long address = SystemCalls.mmap(bytes,
                SystemCalls.MAP_PRIVATE | SystemCalls.MAP_ANONYMOUS | SystemCalls.MAP_POPULATE, -1, 0);
        if (address < 0) {
            throw new PortException(
                    "there are no " + bytes + " bytes for frames: the system answered " + Errno.describe(address));
        }
        MemorySegment segment = SystemCalls.mapped(address, bytes, arena);
        register(socket, segment, chunkBytes);
        return new Umem(Memory.of(segment), chunkBytes, chunkCount);
    }

    private static void register(int socket, MemorySegment segment, int chunkBytes) throws PortException {
        long answer;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment registration = arena.allocate(REGISTRATION_BYTES, Long.BYTES);
            Memory fields = Memory.of(registration);
            fields.putLong(0, segment.address());
            fields.putLong(8, segment.byteSize());
            fields.putInt(16, chunkBytes);
            answer = SystemCalls.setSocketOption(socket, MappedRing.SOL_XDP, XDP_UMEM_REG, registration);
        }
        if (answer < 0) {
            throw new PortException(segment.byteSize()
                    + " bytes for frames cannot be registered with AF_XDP: the system"
                    + " answered " + Errno.describe(answer) + (Errno.ENOBUFS.is(answer)
                            ? "; it is more than this process may lock, so run it as root (sudo ./vmq …), or raise `ulimit -l`"
                            : ""));
        }
        answer = SystemCalls.setSocketOption(socket, MappedRing.SOL_XDP, XDP_UMEM_COMPLETION_RING, COMPLETION_SLOTS);
        if (answer < 0) {
            throw new PortException("AF_XDP makes no completion ring: the system answered " + Errno.describe(answer));
        }
    }

    Memory memory() {
        return memory;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    int chunkCount() {
        return chunkCount;
    }
}
