package io.vmq.dispatch.core;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Whose turn it is among the queues of a core, in the order of their places. In a turn a queue gets the frames that waited when
 * the turn began, at most {@link CoreModel#POLL_BUDGET}. Queues may come and go; a place that is left goes to the next one that
 * comes. One thread uses it.
 */
final class Turns {

    private QueueModel[] queues;
    /** Which places hold a queue; the others may remember one of the past. */
    private final BitSet taken = new BitSet();
    private int[] placeOfQueue = new int[0];
    private final PollOrder order;
    private int turn;
    private int quota;

    Turns(QueueModel[] queues) {
        this.queues = queues.clone();
        order = new PollOrder(queues.length);
        for (int place = 0; place < queues.length; place++) {
            seat(queues[place], place);
        }
    }

    private void seat(QueueModel queue, int place) {
        if (queue.index() >= placeOfQueue.length) {
            placeOfQueue = Arrays.copyOf(placeOfQueue, queue.index() + 1);
        }
        placeOfQueue[queue.index()] = place;
        queues[place] = queue;
        taken.set(place);
    }

    /** One queue more. */
    void take(QueueModel queue) {
        int place = taken.nextClearBit(0);
        if (place == queues.length) {
            queues = Arrays.copyOf(queues, place + 1);
            order.grow(place + 1);
        }
        seat(queue, place);
        if (queue.depth() > 0) {
            order.filled(place);
        }
    }

    /** One queue less; if it was its turn, the turn is over. */
    void give(QueueModel queue) {
        int place = placeOfQueue[queue.index()];
        order.emptied(place);
        taken.clear(place);
        if (turn == place) {
            quota = 0;
        }
    }

    /** The queue that gives the next frame to be served; some frame waits. */
    QueueModel next() {
        if (quota == 0 || queues[turn].depth() == 0) {
            turn = order.after(turn);
            quota = Math.min(CoreModel.POLL_BUDGET, queues[turn].depth());
        }
        quota--;
        return queues[turn];
    }

    /** A frame of {@code queue} was served although it was not asked for: no other waited. The next one's turn begins anew. */
    void passedThrough(QueueModel queue) {
        turn = placeOfQueue[queue.index()];
        quota = 0;
    }

    void filled(QueueModel queue) {
        order.filled(placeOfQueue[queue.index()]);
    }

    void emptied(QueueModel queue) {
        order.emptied(placeOfQueue[queue.index()]);
    }
}
