package io.vmq.nic.bpf;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A program for frames that the kernel has verified and holds until this is closed and no link runs it any more.
 */
public final class BpfProgram implements AutoCloseable {

    private static final int TYPE_XDP = 6;
    private static final String LICENSE = "Apache-2.0";
    private static final int LOG_BYTES = 1 << 16;
    private static final int LOG_LINES = 4;

    private final int fd;

    private BpfProgram(int fd) {
        this.fd = fd;
    }

    /**
     * Has the kernel verify an XDP program and take it over.
     *
     * @param code
     *            of {@link BpfAssembler#assemble}
     * @throws PortException
     *             with the last lines of what the verifier said, if it said anything
     */
    public static BpfProgram load(String name, long[] code) throws PortException {
        try (BpfCommand command = new BpfCommand()) {
            long answer = load(command, name, code);
            if (answer >= 0) {
                return new BpfProgram((int) answer);
            }
        }
        throw refusal(name, code);
    }

    private static long load(BpfCommand command, String name, long[] code) {
        MemorySegment instructions = command.bytes((long) code.length * Long.BYTES);
        Memory memory = Memory.of(instructions);
        for (int i = 0; i < code.length; i++) {
            memory.putLong((long) i * Long.BYTES, code[i]);
        }
        return command.set(0, TYPE_XDP).set(4, code.length).point(8, instructions).point(16, command.text(LICENSE))
                .name(48, name).run(BpfCommand.PROGRAM_LOAD);
    }

    /** Loads once more with the verifier's log, which costs room that a program without faults does not need. */
    private static PortException refusal(String name, long[] code) {
        try (BpfCommand command = new BpfCommand()) {
            MemorySegment log = command.bytes(LOG_BYTES);
            command.set(24, 1).set(28, LOG_BYTES).point(32, log);
            long answer = load(command, name, code);
            if (answer >= 0) {
                SystemCalls.close((int) answer);
                return new PortException("the kernel took the program " + name + " only the second time");
            }
            return new PortException("the program " + name + " cannot be loaded: the kernel answered "
                    + BpfCommand.describe(answer) + lastLines(log.getString(0)));
        }
    }

    private static String lastLines(String log) {
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        return last.isEmpty() ? "" : "; the verifier says: " + String.join(" | ", last);
    }

    int descriptor() {
        return fd;
    }

    @Override
    public void close() {
        SystemCalls.close(fd);
    }
}
