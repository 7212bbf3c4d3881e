package io.vmq.dispatch.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A core as one would draw it: a waiting line, a frame on the table, and a clock that steps from event to event. Slow,
 * obvious, and written without a look at the closed form that it checks.
 */
final class ReferenceCore {

    /** A frame and what became of it; times are ps. */
    static final class Frame {

        final int queue;
        final long arrival;
        final long cost;
        boolean refused;
        long completion;

        Frame(int queue, long arrival, long cost) {
            this.queue = queue;
            this.arrival = arrival;
            this.cost = cost;
        }
    }

    private final int ringSlots;
    private final int[] inRing;
    private final int[] highWater;
    private final Deque<Frame> line = new ArrayDeque<>();
    private final List<long[]> services = new ArrayList<>();
    private long tableFreeAt;

    ReferenceCore(int queues, int ringSlots) {
        this.ringSlots = ringSlots;
        inRing = new int[queues];
        highWater = new int[queues];
    }

    void arrive(Frame frame) {
        runUntil(frame.arrival);
        if (inRing[frame.queue] >= ringSlots) {
            frame.refused = true;
            return;
        }
        line.addLast(frame);
        inRing[frame.queue]++;
        highWater[frame.queue] = Math.max(highWater[frame.queue], inRing[frame.queue]);
        runUntil(frame.arrival);
    }

    /** Lets every service start that can start by {@code now}. */
    void runUntil(long now) {
        while (!line.isEmpty()) {
            Frame next = line.getFirst();
            long start = Math.max(tableFreeAt, next.arrival);
            if (start > now) {
                return;
            }
            line.removeFirst();
            inRing[next.queue]--;
            next.completion = start + next.cost;
            tableFreeAt = next.completion;
            services.add(new long[] {start, next.completion});
        }
    }

    int waiting(int queue) {
        return inRing[queue];
    }

    int highWater(int queue) {
        return highWater[queue];
    }

    /** Picoseconds of the window in which some frame was on the table. */
    long busy(long from, long to) {
        long busy = 0;
        for (long[] service : services) {
            long overlap = Math.min(service[1], to) - Math.max(service[0], from);
            busy += overlap > 0 ? overlap : 0;
        }
        return busy;
    }
}
