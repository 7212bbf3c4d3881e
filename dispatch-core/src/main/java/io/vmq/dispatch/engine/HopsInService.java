package io.vmq.dispatch.engine;

import java.util.Arrays;

/**
 * Frames that one core is handing on, in the order in which their hops end. That is one frame, and more only where a hop costs
 * nothing; so it hardly ever grows. One thread uses it.
 */
final class HopsInService {

    static final long NONE = Long.MAX_VALUE;

    private static final int AT_FIRST = 4;

    private long[] completionPs = new long[AT_FIRST];
    private long[] dueNs = new long[AT_FIRST];
    private int[] route = new int[AT_FIRST];
    private int[] lateNs = new int[AT_FIRST];
    private int[] lengthBytes = new int[AT_FIRST];
    private int[] flow = new int[AT_FIRST];
    private int[] sequence = new int[AT_FIRST];
    private int head;
    private int size;

    void add(long atPs, int toRoute, int ofFlow, int withSequence, long due, int late, int length) {
        if (size == route.length) {
            grow();
        }
        int at = head + size++ & route.length - 1;
        completionPs[at] = atPs;
        route[at] = toRoute;
        flow[at] = ofFlow;
        sequence[at] = withSequence;
        dueNs[at] = due;
        lateNs[at] = late;
        lengthBytes[at] = length;
    }

    /** The first half stays where it is, and what had wrapped round goes behind it. */
    private void grow() {
        int before = route.length;
        completionPs = unwrapped(completionPs);
        dueNs = unwrapped(dueNs);
        route = unwrapped(route);
        lateNs = unwrapped(lateNs);
        lengthBytes = unwrapped(lengthBytes);
        flow = unwrapped(flow);
        sequence = unwrapped(sequence);
        assert route.length == 2 * before;
    }

    private long[] unwrapped(long[] column) {
        long[] twice = Arrays.copyOf(column, 2 * column.length);
        System.arraycopy(column, 0, twice, column.length, head);
        return twice;
    }

    private int[] unwrapped(int[] column) {
        int[] twice = Arrays.copyOf(column, 2 * column.length);
        System.arraycopy(column, 0, twice, column.length, head);
        return twice;
    }

    /** When the first hop ends, or {@link #NONE}. */
    long firstPs() {
        return size == 0 ? NONE : completionPs[head];
    }

    /** Takes the first one out; returns its place, which keeps it until the next is added. */
    int take() {
        int place = head;
        head = head + 1 & route.length - 1;
        size--;
        return place;
    }

    int route(int place) {
        return route[place];
    }

    int flow(int place) {
        return flow[place];
    }

    int sequence(int place) {
        return sequence[place];
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
}
