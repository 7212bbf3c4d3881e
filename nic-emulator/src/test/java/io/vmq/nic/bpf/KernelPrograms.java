package io.vmq.nic.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import java.lang.foreign.MemorySegment;

/** Programs in the kernel, run on frames that a test made: BPF_PROG_TEST_RUN of linux/bpf.h. */
public final class KernelPrograms {

    private static final int PROGRAM_TEST_RUN = 10;

    private KernelPrograms() {}

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
