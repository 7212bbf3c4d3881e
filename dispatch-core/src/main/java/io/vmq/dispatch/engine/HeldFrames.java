package io.vmq.dispatch.engine;

import java.util.Arrays;

/**
 * Frames of table entries that wait for their old queue, for each entry in order. Grows when more are held than ever before:
 * how many is bounded by the slots that they take in their new queues. One thread uses it.
 */
final class HeldFrames {

    private static final int NONE = -1;
    private static final int AT_FIRST = 256;

    private final int[] first;
    private final int[] last;
    private int[] next = new int[AT_FIRST];
    private long[] dueNs = new long[AT_FIRST];
    private int[] lateNs = new int[AT_FIRST];
    private int[] lengthBytes = new int[AT_FIRST];
    private int[] flow = new int[AT_FIRST];
    private int[] sequence = new int[AT_FIRST];
    private int free;

    /**
     * @param entryCount
     *            numbers of entries are below this
     */
    HeldFrames(int entryCount) {
        first = new int[entryCount];
        last = new int[entryCount];
        Arrays.fill(first, NONE);
        chainFree(0);
    }

    private void chainFree(int from) {
        for (int place = from; place < next.length; place++) {
            next[place] = place + 1 < next.length ? place + 1 : NONE;
        }
        free = from;
    }

    void hold(int entry, int ofFlow, int withSequence, long due, int late, int length) {
        int place = takeFree();
        dueNs[place] = due;
        lateNs[place] = late;
        lengthBytes[place] = length;
        flow[place] = ofFlow;
        sequence[place] = withSequence;
        next[place] = NONE;
        if (first[entry] == NONE) {
            first[entry] = place;
        } else {
            next[last[entry]] = place;
        }
        last[entry] = place;
    }

    private int takeFree() {
        if (free == NONE) {
            grow();
        }
        int place = free;
        free = next[place];
        return place;
    }

    private void grow() {
        int before = next.length;
        int size = 2 * before;
        next = Arrays.copyOf(next, size);
        dueNs = Arrays.copyOf(dueNs, size);
        lateNs = Arrays.copyOf(lateNs, size);
        lengthBytes = Arrays.copyOf(lengthBytes, size);
        flow = Arrays.copyOf(flow, size);
        sequence = Arrays.copyOf(sequence, size);
        chainFree(before);
    }

    /** Lets go of the oldest frame of {@code entry}; returns its place, which keeps it until the next is held, or -1 if none is held. */
    int release(int entry) {
        int place = first[entry];
        if (place != NONE) {
            first[entry] = next[place];
            next[place] = free;
            free = place;
        }
        return place;
    }

    long dueNs(int place) {
        return dueNs[place];
    }

    int lateNs(int place) {
        return lateNs[place];
    }

    int lengthBytes(int place) {
        return lengthBytes[place];
    }

    int flow(int place) {
        return flow[place];
    }

    int sequence(int place) {
        return sequence[place];
    }
}
