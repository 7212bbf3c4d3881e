package io.vmq.nic.packet;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Sockets that are waited for together (poll(2)). One thread uses it; waiting allocates nothing. */
final class SocketPoll {

    private static final int ENTRY_BYTES = 8;
    private static final int WANTED_OFFSET = 4;
    private static final int FOUND_OFFSET = 6;

    private final MemorySegment segment;
    private final Memory entries;
    private final int count;

    /** Waits until one of the sockets has what is wanted. */
    SocketPoll(List<PacketSocket> sockets, int wanted) {
        count = sockets.size();
        segment = Arena.ofAuto().allocate((long) ENTRY_BYTES * count, Long.BYTES);
        entries = Memory.of(segment);
        for (int i = 0; i < count; i++) {
            entries.putInt((long) ENTRY_BYTES * i, sockets.get(i).fd());
            entries.putU16((long) ENTRY_BYTES * i + WANTED_OFFSET, wanted);
        }
    }

    /** Waits; returns how many sockets have something, 0 if the time is over, or the negative errno. */
    int await(int timeoutMs) {
        return SystemCalls.poll(segment, count, timeoutMs);
    }

    /** What socket {@code i} had then. */
    int found(int i) {
        return entries.getU16((long) ENTRY_BYTES * i + FOUND_OFFSET);
    }

    /** Only lets time pass. */
    static void pause(int ms) {
        SystemCalls.poll(MemorySegment.NULL, 0, ms);
    }
}
