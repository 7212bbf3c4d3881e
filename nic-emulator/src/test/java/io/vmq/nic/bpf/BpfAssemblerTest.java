package io.vmq.nic.bpf;

import static io.vmq.nic.bpf.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BpfAssemblerTest {

    /** As clang and llvm-objdump show them: opcode, registers, offset and number in the order of memory. */
    @Test
    void shouldEncodeInstructionsAsTheKernelReadsThem() {
        long[] code = new BpfAssembler()
                .move(R0, 1) // b7 00 00 00 01 00 00 00
                .move(R6, R1) // bf 16 00 00 00 00 00 00
                .load(Width.BYTES_4, R2, R1, 16) // 61 12 10 00 00 00 00 00
                .store(Width.BYTES_8, STACK, -8, R0) // 7b 0a f8 ff 00 00 00 00
                .move(R2, -8) // b7 02 00 00 f8 ff ff ff
                .exit() // 95 00 00 00 00 00 00 00
                .assemble();

        assertThat(code).containsExactly(0x0000_0001_0000_00B7L, 0x0000_0000_0000_16BFL, 0x0000_0000_0010_1261L,
                0x0000_0000_FFF8_0A7BL, 0xFFFF_FFF8_0000_02B7L, 0x95L);
    }

    @Test
    void shouldJumpForwardAndBack() {
        long[] code = new BpfAssembler().label("start").jump("end").jumpIfEqual(R1, 3, "start").label("end").exit()
                .assemble();

        assertThat(code).containsExactly(0x0000_0000_0001_0005L, 0x0000_0003_FFFE_0115L, 0x95L);
    }

    @Test
    void shouldRefuseLabelsThatAreMissingOrThereTwice() {
        assertThatIllegalStateException().isThrownBy(() -> new BpfAssembler().jump("nowhere").assemble())
                .withMessage("no label nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> new BpfAssembler().label("a").label("a"))
                .withMessage("label=a: is there already");
    }

    @Test
    void shouldRefuseOffsetsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BpfAssembler().load(Width.BYTES_1, R0, R1, 40_000))
                .withMessage("offset=40000: 16 bits with sign expected");
    }
}
