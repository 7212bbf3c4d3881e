package io.vmq.dispatch.engine;

/**
 * What is to be remembered of each frame that waits in a queue: one number. Queues serve in order, so the numbers of a queue are
 * kept in theirs. One thread uses it.
 */
final class FrameTrail {

    private final int[][] notes;
    private final int[] head;
    private final int[] tail;

    FrameTrail(int queueCount, int ringSlots) {
        // A frame that is served as it arrives is noted before it is.
        notes = new int[queueCount][Integer.highestOneBit(ringSlots) << 1];
        head = new int[queueCount];
        tail = new int[queueCount];
    }

    /** A frame is about to be accepted by {@code queue}. */
    void add(int queue, int note) {
        notes[queue][tail[queue]++ & notes[queue].length - 1] = note;
    }

    /** The oldest frame of {@code queue} leaves it; returns its number. */
    int take(int queue) {
        return notes[queue][head[queue]++ & notes[queue].length - 1];
    }
}
