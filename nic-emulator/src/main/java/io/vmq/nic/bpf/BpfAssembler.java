package io.vmq.nic.bpf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a program for the kernel's virtual machine instruction by instruction (RFC 9669). Each method appends one
 * instruction; jumps go to labels, before or behind them. One thread uses it, once.
 *
 * <pre>
 *  0        8     12    16       32               64
 * +--------+-----+-----+--------+----------------+
 * | opcode | dst | src | offset | immediate      |    bits, from the lowest on
 * +--------+-----+-----+--------+----------------+
 * </pre>
 */
public final class BpfAssembler {

    private static final int LOAD_64 = 0x18;
    private static final int LOAD = 0x61;
    private static final int STORE_NUMBER = 0x62;
    private static final int STORE = 0x63;
    private static final int ATOMIC_ADD_8 = 0xDB;
    private static final int TO_BIG_ENDIAN = 0xDC;
    private static final int ADD_NUMBER = 0x07;
    private static final int ADD = 0x0F;
    private static final int MULTIPLY_NUMBER = 0x27;
    private static final int AND_NUMBER = 0x57;
    private static final int MOVE_NUMBER = 0xB7;
    private static final int MOVE = 0xBF;
    private static final int JUMP = 0x05;
    private static final int JUMP_IF_EQUAL_NUMBER = 0x15;
    private static final int JUMP_IF_NOT_EQUAL_NUMBER = 0x55;
    private static final int JUMP_IF_GREATER = 0x2D;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;

    /** As the source of {@link #LOAD_64}: the number is the descriptor of a map. */
    private static final Register MAP_DESCRIPTOR = Register.R1;
    private static final Register NONE = Register.R0;

    private long[] code = new long[64];
    private int length;
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<Integer, String> jumps = new HashMap<>();

    /** Gives the next instruction a name to jump to. */
    public BpfAssembler label(String name) {
        if (labels.put(name, length) != null) {
            throw new IllegalArgumentException("label=" + name + ": is there already");
        }
        return this;
    }

    public BpfAssembler move(Register to, Register from) {
        return append(MOVE, to, from, 0, 0);
    }

    public BpfAssembler move(Register to, int number) {
        return append(MOVE_NUMBER, to, NONE, 0, number);
    }

    public BpfAssembler add(Register to, Register summand) {
        return append(ADD, to, summand, 0, 0);
    }

    public BpfAssembler add(Register to, int number) {
        return append(ADD_NUMBER, to, NONE, 0, number);
    }

    public BpfAssembler multiply(Register to, int number) {
        return append(MULTIPLY_NUMBER, to, NONE, 0, number);
    }

    public BpfAssembler and(Register to, int mask) {
        return append(AND_NUMBER, to, NONE, 0, mask);
    }

    /** Turns the low 16 bits from the order of the network into that of the machine, or back; the others become zero. */
    public BpfAssembler networkOrder16(Register register) {
        return append(TO_BIG_ENDIAN, register, NONE, 0, Short.SIZE);
    }

    /** Reads memory at {@code base + offset}; the bits above the width become zero. */
    public BpfAssembler load(Width width, Register to, Register base, int offset) {
        return append(LOAD | width.bits(), to, base, offset, 0);
    }

    public BpfAssembler store(Width width, Register base, int offset, Register from) {
        return append(STORE | width.bits(), base, from, offset, 0);
    }

    public BpfAssembler store(Width width, Register base, int offset, int number) {
        return append(STORE_NUMBER | width.bits(), base, NONE, offset, number);
    }

    /** Adds to the 8 bytes at {@code base + offset}, atomically. */
    public BpfAssembler addInMemory(Register base, int offset, Register summand) {
        return append(ATOMIC_ADD_8, base, summand, offset, 0);
    }

    /** A map, as the functions on maps want it. */
    public BpfAssembler map(Register to, BpfMap map) {
        return append(LOAD_64, to, MAP_DESCRIPTOR, 0, map.descriptor()).append(0, NONE, NONE, 0, 0);
    }

    /** Calls a function of the kernel, by its number in {@code enum bpf_func_id} of linux/bpf.h. */
    public BpfAssembler call(int function) {
        return append(CALL, NONE, NONE, 0, function);
    }

    public BpfAssembler exit() {
        return append(EXIT, NONE, NONE, 0, 0);
    }

    public BpfAssembler jump(String label) {
        return jump(label, JUMP, NONE, NONE, 0);
    }

    public BpfAssembler jumpIfEqual(Register left, int number, String label) {
        return jump(label, JUMP_IF_EQUAL_NUMBER, left, NONE, number);
    }

    public BpfAssembler jumpIfNotEqual(Register left, int number, String label) {
        return jump(label, JUMP_IF_NOT_EQUAL_NUMBER, left, NONE, number);
    }

    /** Jumps if {@code left} is above {@code right}, both without sign. */
    public BpfAssembler jumpIfGreater(Register left, Register right, String label) {
        return jump(label, JUMP_IF_GREATER, left, right, 0);
    }

    private BpfAssembler jump(String label, int opcode, Register left, Register right, int number) {
        jumps.put(length, label);
        return append(opcode, left, right, 0, number);
    }

    private BpfAssembler append(int opcode, Register to, Register from, int offset, int number) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        code[length++] = opcode | (long) to.ordinal() << 8 | (long) from.ordinal() << 12 | offsetBits(offset)
                | (long) number << Integer.SIZE;
        return this;
    }

    private static long offsetBits(int offset) {
        if (offset != (short) offset) {
            throw new IllegalArgumentException("offset=" + offset + ": 16 bits with sign expected");
        }
        return (offset & 0xFFFFL) << 16;
    }

    /**
     * The program, an instruction a {@code long}.
     *
     * @throws IllegalStateException
     *             if a jump goes to a label that is not there
     */
    public long[] assemble() {
        long[] program = Arrays.copyOf(code, length);
        jumps.forEach((at, label) -> {
            Integer target = labels.get(label);
            if (target == null) {
                throw new IllegalStateException("no label " + label);
            }
            program[at] |= offsetBits(target - at - 1);
        });
        return program;
    }
}
