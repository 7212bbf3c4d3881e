package io.vmq.dispatch.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A core as one would draw it: waiting lines, a frame on the table, and a clock that ticks picosecond by picosecond. Slow,
 * obvious, and written without a look at the model that it checks.
 */
final class ReferenceCore {

    /** A frame and what became of it; times are ps. */
    static final class Frame {

        final int queue;
        final int sequence;
        final long arrival;
        final long cost;
        boolean dropped;
        long start = -1;
        long completion = -1;

        Frame(int queue, int sequence, long arrival, long cost) {
            this.queue = queue;
            this.sequence = sequence;
            this.arrival = arrival;
            this.cost = cost;
        }
    }

    private final int ringSlots;
    private final long stallFrom;
    private final long stallTo;
    private final long windowFrom;
    private final long windowTo;
    private final List<Deque<Frame>> lines;
    private final List<Frame> done = new ArrayList<>();
    private long now;
    private int turn;
    private int quota;
    private @Nullable Frame table;
    private long left;
    private long busy;

    ReferenceCore(int queues, int ringSlots, long stallFrom, long stallTo, long windowFrom, long windowTo) {
        this.windowFrom = windowFrom;
        this.windowTo = windowTo;
        this.ringSlots = ringSlots;
        this.stallFrom = stallFrom;
        this.stallTo = stallTo;
        lines = IntStream.range(0, queues).mapToObj(_ -> (Deque<Frame>) new ArrayDeque<Frame>()).toList();
    }

    /** A frame comes; if its line is full it is dropped, or with {@code head} the first of the line is. */
    void arrive(Frame frame, boolean head) {
        runTo(frame.arrival);
        Deque<Frame> line = lines.get(frame.queue);
        if (line.size() >= ringSlots) {
            if (!head) {
                frame.dropped = true;
                return;
            }
            line.removeFirst().dropped = true;
        }
        line.addLast(frame);
    }

    /** Lets time pass up to the moment {@code until}; what can start at that very moment starts. */
    void runTo(long until) {
        startWhatCan();
        while (now < until && !isIdle()) {
            if (!isStanding()) {
                left--;
                busy += table != null && now >= windowFrom && now < windowTo ? 1 : 0;
            }
            now++;
            startWhatCan();
        }
        if (now < until) {
            now = until;
        }
    }

    private boolean isIdle() {
        return table == null && lines.stream().allMatch(Deque::isEmpty);
    }

    private boolean isStanding() {
        return now >= stallFrom && now < stallTo;
    }

    /** Frames of no cost leave the table in the moment in which they come to it. */
    private void startWhatCan() {
        while (true) {
            if (table != null && left <= 0) {
                table.completion = now;
                done.add(table);
                table = null;
            }
            if (table != null || isStanding() || !pickLine()) {
                return;
            }
            Frame next = lines.get(turn).removeFirst();
            quota--;
            next.start = now;
            table = next;
            left = next.cost;
        }
    }

    private boolean pickLine() {
        if (quota > 0 && !lines.get(turn).isEmpty()) {
            return true;
        }
        for (int step = 1; step <= lines.size(); step++) {
            int line = (turn + step) % lines.size();
            if (!lines.get(line).isEmpty()) {
                turn = line;
                quota = Math.min(64, lines.get(line).size());
                return true;
            }
        }
        return false;
    }

    /** Serves everything that waits. */
    void finish() {
        while (!isIdle()) {
            runTo(now + 1);
        }
    }

    int waiting(int queue) {
        return lines.get(queue).size();
    }

    /** What was served, in order. */
    List<Frame> done() {
        return done;
    }

    /** Picoseconds of the window in which some frame was worked on. */
    long busy() {
        return busy;
    }
}
