package io.vmq.dispatch.core;

import java.util.Arrays;

/**
 * Which queue of a core is next: queues that hold frames take turns, in the order of their numbers. One thread uses it.
 *
 * <p>
 * A bit for each queue says whether it holds frames, so that a turn over many idle queues costs one word in 64.
 */
final class PollOrder {

    private static final int WORD_SHIFT = 6;

    private long[] holdsFrames;

    PollOrder(int queueCount) {
        holdsFrames = new long[words(queueCount)];
    }

    private static int words(int queueCount) {
        return Math.max(1, (queueCount + Long.SIZE - 1) / Long.SIZE);
    }

    /** Makes room for so many queues. */
    void grow(int queueCount) {
        holdsFrames = Arrays.copyOf(holdsFrames, Math.max(holdsFrames.length, words(queueCount)));
    }

    void filled(int queue) {
        holdsFrames[queue >>> WORD_SHIFT] |= 1L << queue;
    }

    void emptied(int queue) {
        holdsFrames[queue >>> WORD_SHIFT] &= ~(1L << queue);
    }

    /** The first queue behind {@code last} that holds frames, counted round; {@code last} itself if no other does. */
    int after(int last) {
        if (holdsFrames.length == 1) {
            long behind = holdsFrames[0] & -2L << last;
            return Long.numberOfTrailingZeros(behind != 0 ? behind : holdsFrames[0]);
        }
        int from = last + 1;
        int word = from >>> WORD_SHIFT;
        if (word < holdsFrames.length) {
            long rest = holdsFrames[word] & -1L << from;
            if (rest != 0) {
                return (word << WORD_SHIFT) + Long.numberOfTrailingZeros(rest);
            }
            word++;
        }
        for (int i = 0; i <= holdsFrames.length; i++, word++) {
            int at = word >= holdsFrames.length ? word % holdsFrames.length : word;
            if (holdsFrames[at] != 0) {
                return (at << WORD_SHIFT) + Long.numberOfTrailingZeros(holdsFrames[at]);
            }
        }
        return last;
    }
}
