package io.vmq.nic.bpf;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One call of bpf(2) and the bytes that it points to. All attributes that are not set are zero, as {@code union bpf_attr} of
 * linux/bpf.h asks for.
 */
final class BpfCommand implements AutoCloseable {

    static final int MAP_CREATE = 0;
    static final int MAP_LOOKUP = 1;
    static final int MAP_UPDATE = 2;
    static final int MAP_DELETE = 3;
    static final int PROGRAM_LOAD = 5;
    static final int LINK_CREATE = 28;

    private static final long ATTRIBUTE_BYTES = 128;
    private static final int NAME_BYTES = 16;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment segment = bytes(ATTRIBUTE_BYTES);
    private final Memory attributes = Memory.of(segment);

    /** Zeroed bytes that live as long as the command. */
    MemorySegment bytes(long count) {
        return arena.allocate(count, Long.BYTES);
    }

    /** A string as the kernel reads it, with its end. */
    MemorySegment text(String text) {
        return arena.allocateFrom(text);
    }

    BpfCommand set(int offset, int value) {
        attributes.putInt(offset, value);
        return this;
    }

    BpfCommand point(int offset, MemorySegment target) {
        attributes.putLong(offset, target.address());
        return this;
    }

    /** The name by which tools show a map or a program: up to 15 letters, digits and underscores. */
    BpfCommand name(int offset, String name) {
        assert name.matches("\\w{1," + (NAME_BYTES - 1) + "}") : name;
        for (int i = 0; i < name.length(); i++) {
            attributes.putU8(offset + i, name.charAt(i));
        }
        return this;
    }

    /** All attributes; some calls answer in them. */
    MemorySegment attributes() {
        return segment;
    }

    /** What the call answers: a descriptor, 0, or the negative errno. */
    long run(int command) {
        return SystemCalls.bpf(command, segment);
    }

    /** What the answer of a refused call means, and what helps. */
    static String describe(long answer) {
        String remedy = Errno.EPERM.is(answer)
                ? " (CAP_BPF and CAP_NET_ADMIN are needed, and not in a user namespace alone: sudo ./vmq …)"
                : "";
        return Errno.describe(answer) + remedy;
    }

    @Override
    public void close() {
        arena.close();
    }
}
