package io.vmq.nic.packet;

/**
 * An instruction of classic BPF (linux/filter.h, struct sock_filter), which works on one register A and 16 words of memory.
 *
 * @param code
 *            what is done
 * @param jumpTrue
 *            how many instructions are passed over if the test holds, 0 to {@value #MAX_JUMP}
 * @param jumpFalse
 *            how many if it does not
 * @param k
 *            the constant, 32 bits
 */
record ClassicInstruction(int code, int jumpTrue, int jumpFalse, int k) {

    static final int BYTES = 8;
    /** Farthest that a test jumps. */
    static final int MAX_JUMP = 255;

    static final int LOAD_WORD = 0x20;
    static final int LOAD_HALF = 0x28;
    static final int LOAD_MEMORY = 0x60;
    static final int STORE_MEMORY = 0x02;
    static final int AND = 0x54;
    static final int JUMP = 0x05;
    static final int JUMP_IF_EQUAL = 0x15;
    static final int JUMP_IF_AT_LEAST = 0x35;
    static final int JUMP_IF_ANY_BIT = 0x45;
    static final int RETURN = 0x06;

    ClassicInstruction {
        if (jumpTrue < 0 || jumpTrue > MAX_JUMP || jumpFalse < 0 || jumpFalse > MAX_JUMP) {
            throw new IllegalArgumentException(
                    "jumps of " + jumpTrue + " and " + jumpFalse + ": 0 to " + MAX_JUMP + " expected");
        }
    }

    /** A = the word at this place of the frame, or what the kernel knows of it. */
    static ClassicInstruction loadWord(int place) {
        return plain(LOAD_WORD, place);
    }

    static ClassicInstruction loadHalf(int place) {
        return plain(LOAD_HALF, place);
    }

    static ClassicInstruction loadMemory(int word) {
        return plain(LOAD_MEMORY, word);
    }

    static ClassicInstruction storeMemory(int word) {
        return plain(STORE_MEMORY, word);
    }

    static ClassicInstruction and(int mask) {
        return plain(AND, mask);
    }

    /** Passes over so many instructions, however many. */
    static ClassicInstruction jump(int over) {
        return plain(JUMP, over);
    }

    static ClassicInstruction ifEqual(int value, int jumpTrue, int jumpFalse) {
        return new ClassicInstruction(JUMP_IF_EQUAL, jumpTrue, jumpFalse, value);
    }

    /** Compares without sign. */
    static ClassicInstruction ifAtLeast(int value, int jumpTrue, int jumpFalse) {
        return new ClassicInstruction(JUMP_IF_AT_LEAST, jumpTrue, jumpFalse, value);
    }

    static ClassicInstruction ifAnyBit(int mask, int jumpTrue, int jumpFalse) {
        return new ClassicInstruction(JUMP_IF_ANY_BIT, jumpTrue, jumpFalse, mask);
    }

    static ClassicInstruction giveBack(int value) {
        return plain(RETURN, value);
    }

    private static ClassicInstruction plain(int code, int k) {
        return new ClassicInstruction(code, 0, 0, k);
    }
}
