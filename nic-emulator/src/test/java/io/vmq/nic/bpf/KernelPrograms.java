package io.vmq.nic.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import java.lang.foreign.MemorySegment;

/** Programs in the kernel, run on frames that a test made: BPF_PROG_TEST_RUN of linux/bpf.h. */
public final class KernelPrograms {

    private static final int PROGRAM_TEST_RUN = 10;
    private static final int ARRAY = 2;

    private KernelPrograms() {}

    /** Goes on only where there are system calls. */
    public static void assumeLinux() {
        if (!System.getProperty("os.name").equals("Linux")) {
            skip("no Linux");
        }
    }

    /** Goes on only where there are AF_XDP sockets, and programs for them can be loaded. */
    public static void assumeXdpSockets() {
        assumeTheyCanBeLoaded();
        int answer = SystemCalls.socket(SystemCalls.AF_XDP, SystemCalls.SOCK_RAW, 0);
        if (Errno.EAFNOSUPPORT.is(answer) || Errno.EPERM.is(answer)) {
            skip("no AF_XDP sockets: " + Errno.describe(answer));
        }
        assertThat(answer).as("descriptor of an AF_XDP socket").isPositive();
        SystemCalls.close(answer);
    }

    /** Goes on only where programs can be loaded: found out by making a map. */
    public static void assumeTheyCanBeLoaded() {
        assumeLinux();
        try (BpfCommand command = new BpfCommand()) {
            long answer = command.set(0, ARRAY).set(4, 4).set(8, 8).set(12, 1).run(BpfCommand.MAP_CREATE);
            if (Errno.EPERM.is(answer) || Errno.ENOSYS.is(answer)) {
                skip("no program can be loaded into the kernel: " + Errno.describe(answer));
            }
            assertThat(answer).as("descriptor of a map").isPositive();
            SystemCalls.close((int) answer);
        }
    }

    private static void skip(String reason) {
        if (System.getProperty("nic.tests", "").equals("required")) {
            fail(reason);
        }
        System.out.println("skipped: " + reason);
        abort(reason);
    }

    /** What the program makes of a frame. */
    public static final class Verdict {

        private final int answer;
        private final byte[] frame;

        private Verdict(int answer, byte[] frame) {
            this.answer = answer;
            this.frame = frame.clone();
        }

        public int answer() {
            return answer;
        }

        public byte[] frame() {
            return frame.clone();
        }
    }

    /** Runs the program once. */
    public static Verdict run(BpfProgram program, byte[] frame) {
        try (BpfCommand command = new BpfCommand()) {
            MemorySegment in = command.bytes(frame.length);
            MemorySegment out = command.bytes(frame.length + 256L);
            Memory.of(in).put(0, frame, 0, frame.length);
            MemorySegment attributes = command.set(0, program.descriptor()).set(8, frame.length)
                    .set(12, frame.length + 256).point(16, in).point(24, out).set(32, 1).attributes();
            long answer = command.run(PROGRAM_TEST_RUN);
            assertThat(answer).as(() -> "BPF_PROG_TEST_RUN: " + Errno.describe(answer)).isZero();
            byte[] changed = new byte[Memory.of(attributes).getInt(12)];
            Memory.of(out).get(0, changed, 0, changed.length);
            return new Verdict(Memory.of(attributes).getInt(4), changed);
        }
    }
}
