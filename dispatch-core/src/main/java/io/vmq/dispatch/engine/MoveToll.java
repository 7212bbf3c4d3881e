package io.vmq.dispatch.engine;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How many frames were overtaken because their table entry moved: each is booked to the last move of the entry that its flow
 * went through last. One thread uses it.
 */
final class MoveToll implements IntConsumer {

    private static final int NONE = -1;

    private final int[] entryOfFlow;
    private final int[] moveOfEntry;
    private int[] overtaken = new int[64];

    MoveToll(int flowCount, int entryCount) {
        entryOfFlow = new int[flowCount];
        moveOfEntry = new int[entryCount];
        Arrays.fill(moveOfEntry, NONE);
    }

    /** A frame of {@code flow} came through {@code entry}. */
    void came(int flow, int entry) {
        entryOfFlow[flow] = entry;
    }

    /** {@code entry} moves; {@code move} is the number of the move, counted from 0. */
    void moved(int entry, int move) {
        moveOfEntry[entry] = move;
        if (move >= overtaken.length) {
            overtaken = Arrays.copyOf(overtaken, 2 * move);
        }
    }

    /** A frame of {@code flow} was overtaken. */
    @Override
    public void accept(int flow) {
        int move = moveOfEntry[entryOfFlow[flow]];
        if (move != NONE) {
            overtaken[move]++;
        }
    }

    int of(int move) {
        return overtaken[move];
    }
}
