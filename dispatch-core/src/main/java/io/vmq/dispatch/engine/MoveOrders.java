package io.vmq.dispatch.engine;

import java.util.Arrays;

/** Which core is to serve each queue, by order of the control thread. Never changes once it is made; new orders replace old ones. */
final class MoveOrders {

    private final int[] coreOfQueue;
    private final boolean last;

    private MoveOrders(int[] coreOfQueue, boolean last) {
        this.coreOfQueue = coreOfQueue;
        this.last = last;
    }

    /** Orders that others may follow. */
    static MoveOrders of(int... coreOfQueue) {
        return new MoveOrders(coreOfQueue.clone(), false);
    }

    /** The same, and none will follow. */
    MoveOrders asLast() {
        return new MoveOrders(coreOfQueue, true);
    }

    int coreOf(int queue) {
        return coreOfQueue[queue];
    }

    int[] coreOfQueue() {
        return coreOfQueue.clone();
    }

    /** Whether no orders will follow these. */
    boolean areLast() {
        return last;
    }

    @Override
    public String toString() {
        return Arrays.toString(coreOfQueue) + (last ? ", the last" : "");
    }
}
