package io.vmq.dispatch.engine;

import io.vmq.dispatch.ring.RxQueue;
import org.jspecify.annotations.Nullable;

/**
 * The queues that a pinned core serves now, in order of their numbers. They stay, or they come and go by a
 * {@link QueueHandshake}; then the core follows its orders between two batches. The core's thread owns it.
 */
final class ServedQueues {

    private static final int NOBODY = -1;

    private final int core;
    private final RxQueue[] all;
    private final boolean[] isServed;
    private final RxQueue[] served;
    private final @Nullable QueueHandshake handshake;
    private int count;
    private @Nullable MoveOrders known;
    /** Whether a queue is ordered here whose token has not come. */
    private boolean isExpecting;

    private ServedQueues(int core, RxQueue[] all, @Nullable QueueHandshake handshake) {
        this.core = core;
        this.all = all.clone();
        this.handshake = handshake;
        isServed = new boolean[all.length];
        served = all.clone();
    }

    /** Queues that stay, in order of number. */
    static ServedQueues staying(RxQueue... queues) {
        ServedQueues staying = new ServedQueues(NOBODY, queues, null);
        staying.count = queues.length;
        return staying;
    }

    /**
     * Those queues that {@code core} is given by a handshake; none before it follows its orders for the first time.
     *
     * @param all
     *            all queues that there are, in order of number from 0
     */
    static ServedQueues moving(int core, RxQueue[] all, QueueHandshake handshake) {
        return new ServedQueues(core, all, handshake);
    }

    int count() {
        return count;
    }

    /** The {@code i}-th of them. */
    RxQueue at(int i) {
        return served[i];
    }

    /** Place of the first queue whose number is above {@code number}, or {@link #count()}. */
    int firstAfter(int number) {
        int i = 0;
        while (i < count && served[i].index() <= number) {
            i++;
        }
        return i;
    }

    /**
     * Between two batches: gives away what is ordered elsewhere and takes what was given to this core. While there are no new
     * orders, and none that wait for another core, that is one look at a line that is not written.
     *
     * @return whether queues have come or gone
     */
    boolean follow(TrialClock time) {
        if (handshake == null) {
            return false;
        }
        MoveOrders orders = handshake.orders();
        if (orders == known && !isExpecting) {
            return false;
        }
        known = orders;
        isExpecting = false;
        boolean changed = false;
        for (int queue = 0; queue < all.length; queue++) {
            changed |= follow(queue, handshake, time);
        }
        gather();
        return changed;
    }

    /** Looks for the token before the orders: those that were read earlier may be older than a token that has come since. */
    private boolean follow(int queue, QueueHandshake tokens, TrialClock time) {
        boolean held = tokens.holder(queue) == core;
        int ordered = tokens.orders().coreOf(queue);
        boolean stays = held && ordered == core;
        if (held && !stays) {
            tokens.give(queue, ordered, time.nowNs());
        }
        isExpecting |= ordered == core && !held;
        boolean changed = isServed[queue] != stays;
        isServed[queue] = stays;
        return changed;
    }

    private void gather() {
        count = 0;
        for (int queue = 0; queue < all.length; queue++) {
            if (isServed[queue]) {
                served[count++] = all[queue];
            }
        }
    }

    /** The source has ended: no queue is to move any more, but for what is ordered already. */
    void close() {
        if (handshake != null) {
            handshake.close();
        }
    }

    /** Whether these queues are those that the core will have in the end. */
    boolean areSettled() {
        return handshake == null || (known != null && known.areLast() && !isExpecting);
    }
}
