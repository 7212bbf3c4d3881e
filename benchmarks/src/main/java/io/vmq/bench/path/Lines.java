package io.vmq.bench.path;

import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;

/** Writes whole cache lines, which begin on a word of 8 bytes. */
final class Lines {

    private Lines() {}

    /** Copies one line. Its length is known here, so this is faster than a routine for any length and alignment. */
    static void copy(Memory from, long offset, Memory to, long targetOffset) {
        long source = from.addressOf(offset, CacheLine.BYTES);
        long target = to.addressOf(targetOffset, CacheLine.BYTES);
        long a = Memory.longAt(source);
        long b = Memory.longAt(source + 8);
        long c = Memory.longAt(source + 16);
        long d = Memory.longAt(source + 24);
        long e = Memory.longAt(source + 32);
        long f = Memory.longAt(source + 40);
        long g = Memory.longAt(source + 48);
        long h = Memory.longAt(source + 56);
        Memory.putLongAt(target, a);
        Memory.putLongAt(target + 8, b);
        Memory.putLongAt(target + 16, c);
        Memory.putLongAt(target + 24, d);
        Memory.putLongAt(target + 32, e);
        Memory.putLongAt(target + 40, f);
        Memory.putLongAt(target + 48, g);
        Memory.putLongAt(target + 56, h);
    }

    /** Writes {@code first}, {@code first + 1} and so on into so many words; a loop that the compiler makes wide stores of. */
    static void fill(Memory memory, long offset, int words, long first) {
        long from = memory.addressOf(offset, (long) words * Long.BYTES);
        for (int word = 0; word < words; word++) {
            Memory.putLongAt(from + (long) word * Long.BYTES, first + word);
        }
    }
}
