package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sends frames of a test into an interface of a private network, one system call each. One thread uses it. */
final class PacketOutlet implements AutoCloseable {

    private static final int MOST_BYTES = 2048;
    private static final int MOST_TRIES = 10_000;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(MOST_BYTES, 8);
    private final Memory memory = Memory.of(buffer);
    private final int fd = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);

    PacketOutlet(String interfaceName) {
        MemorySegment address = arena.allocate(20, 8);
        Memory.of(address).putInt(0, SystemCalls.AF_PACKET);
        Memory.of(address).putInt(4, SystemCalls.interfaceIndex(interfaceName));
        assertThat(SystemCalls.bind(fd, address)).as("bind").isZero();
    }

    void send(byte[] frame) {
        memory.put(0, frame, 0, frame.length);
        long answer = SystemCalls.send(fd, buffer.asSlice(0, frame.length), 0);
        for (int i = 0; i < MOST_TRIES && Errno.ENOBUFS.is(answer); i++) {
            answer = SystemCalls.send(fd, buffer.asSlice(0, frame.length), 0);
        }
        assertThat(answer).as(answer < 0 ? Errno.describe(answer) : "bytes sent").isEqualTo(frame.length);
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
        arena.close();
    }
}
