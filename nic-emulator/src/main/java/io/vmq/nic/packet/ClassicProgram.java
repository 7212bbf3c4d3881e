package io.vmq.nic.packet;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A program of classic BPF as the kernel takes it.
 *
 * @param instructions
 *            1 to {@value #MAX_INSTRUCTIONS} of them
 */
record ClassicProgram(List<ClassicInstruction> instructions) {

    /** The most that the kernel takes (BPF_MAXINSNS in linux/bpf_common.h). */
    static final int MAX_INSTRUCTIONS = 4_096;

    /** As a socket's filter it takes no frame. */
    static final ClassicProgram REFUSE_ALL = new ClassicProgram(List.of(ClassicInstruction.giveBack(0)));

    /** struct sock_fprog: how many instructions, and where they are. */
    private static final int OPTION_BYTES = 16;
    private static final int ADDRESS_OFFSET = 8;
    private static final int JUMP_TRUE_OFFSET = 2;
    private static final int JUMP_FALSE_OFFSET = 3;
    private static final int CONSTANT_OFFSET = 4;

    ClassicProgram {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MAX_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    instructions.size() + " instructions: 1 to " + MAX_INSTRUCTIONS + " expected");
        }
    }

    /** The value of a socket option that attaches the program; the instructions live as long as it does. */
    MemorySegment toOption() {
        MemorySegment segment = Arena.ofAuto().allocate(
                OPTION_BYTES + (long) ClassicInstruction.BYTES * instructions.size(), Long.BYTES);
        Memory bytes = Memory.of(segment);
        bytes.putU16(0, instructions.size());
        bytes.putLong(ADDRESS_OFFSET, segment.address() + OPTION_BYTES);
        long at = OPTION_BYTES;
        for (ClassicInstruction each : instructions) {
            bytes.putU16(at, each.code());
            bytes.putU8(at + JUMP_TRUE_OFFSET, each.jumpTrue());
            bytes.putU8(at + JUMP_FALSE_OFFSET, each.jumpFalse());
            bytes.putInt(at + CONSTANT_OFFSET, each.k());
            at += ClassicInstruction.BYTES;
        }
        return segment.asSlice(0, OPTION_BYTES);
    }
}
