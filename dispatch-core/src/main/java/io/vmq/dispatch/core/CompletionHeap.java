package io.vmq.dispatch.core;

import java.util.Arrays;

/**
 * Completions in order of time, those of the same time in order of their flow's sequence: a binary heap in columns. It
 * grows to what is needed at once, at most the frames that all rings hold. One thread uses it.
 */
final class CompletionHeap {

    private static final int FIRST_CAPACITY = 1_024;

    private long[] completionPs = new long[FIRST_CAPACITY];
    private int[] flow = new int[FIRST_CAPACITY];
    private int[] sequence = new int[FIRST_CAPACITY];
    private boolean[] measured = new boolean[FIRST_CAPACITY];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        int capacity = 2 * size;
        completionPs = Arrays.copyOf(completionPs, capacity);
        flow = Arrays.copyOf(flow, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        measured = Arrays.copyOf(measured, capacity);
    }

    void add(long ps, int ofFlow, int withSequence, boolean isMeasured) {
        if (size == completionPs.length) {
            grow();
        }
        int at = size++;
        completionPs[at] = ps;
        flow[at] = ofFlow;
        sequence[at] = withSequence;
        measured[at] = isMeasured;
        while (at > 0 && isBefore(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    void removeFirst() {
        size--;
        swap(0, size);
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, at)) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private boolean isBefore(int i, int j) {
        return completionPs[i] < completionPs[j]
                || (completionPs[i] == completionPs[j] && sequence[i] - sequence[j] < 0);
    }

    private void swap(int i, int j) {
        long ps = completionPs[i];
        completionPs[i] = completionPs[j];
        completionPs[j] = ps;
        int f = flow[i];
        flow[i] = flow[j];
        flow[j] = f;
        int s = sequence[i];
        sequence[i] = sequence[j];
        sequence[j] = s;
        boolean m = measured[i];
        measured[i] = measured[j];
        measured[j] = m;
    }

    long firstPs() {
        return completionPs[0];
    }

    int firstFlow() {
        return flow[0];
    }

    int firstSequence() {
        return sequence[0];
    }

    boolean isFirstMeasured() {
        return measured[0];
    }
}
