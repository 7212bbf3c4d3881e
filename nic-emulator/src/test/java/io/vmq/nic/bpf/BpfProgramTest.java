package io.vmq.nic.bpf;

import static io.vmq.nic.bpf.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.nic.linux.Lab;
import io.vmq.nic.port.PortException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BpfProgramTest {

    private static final byte[] FRAME = new byte[60];

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeProgramsPossible();
    }

    @Test
    void shouldRunWhatWasAssembled() throws PortException {
        long[] code = new BpfAssembler().move(R2, 5).multiply(R2, 7).add(R2, 1).and(R2, 0x3E)
                .jumpIfEqual(R2, 36, "right").move(R0, 0).exit()
                .label("right").store(Width.BYTES_8, STACK, -8, 0).move(R3, 40).addInMemory(STACK, -8, R3)
                .addInMemory(STACK, -8, R2).load(Width.BYTES_8, R0, STACK, -8).exit().assemble();

        assertThat(answer(code)).isEqualTo(76);
    }

    @Test
    void shouldReadEveryWidthFromTheStack() throws PortException {
        long[] code = new BpfAssembler().move(R1, 0x0102_0304).store(Width.BYTES_4, STACK, -8, R1)
                .load(Width.BYTES_1, R0, STACK, -5)
                .load(Width.BYTES_2, R2, STACK, -8).networkOrder16(R2).add(R0, R2).exit().assemble();

        assertThat(answer(code)).isEqualTo(0x01 + 0x0403);
    }

    @Test
    void shouldSayWhatTheVerifierSays() {
        long[] code = new BpfAssembler().move(R0, R3).exit().assemble();

        assertThatThrownBy(() -> BpfProgram.load("test_wrong", code)).isInstanceOf(PortException.class)
                .hasMessageStartingWith(
                        "the program test_wrong cannot be loaded: the kernel answered EACCES, Permission denied")
                .hasMessageContaining("R3 !read_ok");
    }

    private static int answer(long[] code) throws PortException {
        try (BpfProgram program = BpfProgram.load("test_program", code)) {
            return KernelPrograms.run(program, FRAME).answer();
        }
    }
}
