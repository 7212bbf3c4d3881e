package io.vmq.nic.packet;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Asks the kernel for a receive ring with the options that must be set before it (packet(7), struct tpacket_req3). */
final class RingRequest {

    private static final int VERSION = 10;
    private static final int VERSION_3 = 2;
    private static final int IGNORE_OUTGOING = 23;
    private static final int STAMPS = 17;
    private static final int SOFTWARE_STAMPS = 0x10;
    /** An option of all sockets; any that asks has the kernel stamp frames where they arrive, not where a ring takes them. */
    private static final int STAMP_ON_ARRIVAL = 35;
    private static final int RECEIVE_RING = 5;

    private static final int BYTES = 28;
    private static final int BLOCK_COUNT_OFFSET = 4;
    private static final int FRAME_BYTES_OFFSET = 8;
    private static final int FRAME_COUNT_OFFSET = 12;
    private static final int RETIRE_OFFSET = 16;
    private static final int FEATURES_OFFSET = 24;
    private static final int FILL_HASH = 1;
    /** Means nothing in this version but for a sum that the kernel checks. */
    private static final int NOMINAL_FRAME_BYTES = 2048;

    private RingRequest() {}

    /** The memory of a new ring of the socket, which must not be bound yet. */
    static MemorySegment map(PacketSocket socket, RingSize size) throws PortException {
        socket.set("the version of the ring", VERSION, VERSION_3);
        socket.set("that what is sent does not come back (Linux 4.20)", IGNORE_OUTGOING, 1);
        socket.set("the kind of time stamps", STAMPS, SOFTWARE_STAMPS);
        socket.set("stamping on arrival", PacketSocket.SOL_SOCKET, STAMP_ON_ARRIVAL, 1);
        request(socket, size);
        long address = SystemCalls.mmap(size.bytes(), SystemCalls.MAP_SHARED, socket.fd(), 0);
        socket.check("a receive ring of " + size.bytes() + " bytes cannot be mapped", address);
        return SystemCalls.mapped(address, size.bytes());
    }

    private static void request(PacketSocket socket, RingSize size) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(BYTES, Long.BYTES);
            Memory request = Memory.of(segment);
            request.putInt(0, size.blockBytes());
            request.putInt(BLOCK_COUNT_OFFSET, size.blockCount());
            request.putInt(FRAME_BYTES_OFFSET, NOMINAL_FRAME_BYTES);
            request.putInt(FRAME_COUNT_OFFSET, (int) (size.bytes() / NOMINAL_FRAME_BYTES));
            request.putInt(RETIRE_OFFSET, size.retireMs());
            request.putInt(FEATURES_OFFSET, FILL_HASH);
            socket.set("a receive ring of " + size.blockCount() + " blocks of " + size.blockBytes() + " bytes",
                    RECEIVE_RING, segment);
        }
    }
}
