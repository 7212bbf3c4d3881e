package io.vmq.dispatch.engine;

import io.vmq.dispatch.memory.CacheLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How a queue goes from one pinned core to another: each queue has a token, and only the core that holds it may serve the queue.
 * The control thread orders where tokens are to be; a holder that reads other orders gives the token away at the end of a batch,
 * and the core that it is given to finds it there.
 *
 * <p>
 * Memory order. A token is one word, written by its holder alone. What the holder did to the queue - polls, releases, frames
 * delivered, all that it keeps about the queue - comes before it gives the token, a release; the core that finds it does so by an
 * acquire, and serves the queue after that. So everything the old core did happens-before anything the new one does, which is what
 * a ring asks of a consumer's role that changes threads, and no frame of the queue is in service on two cores. The ring's producer
 * takes no part: it sees one consumer, whose cursor goes on where it was.
 *
 * <p>
 * Orders are one reference, replaced by compare-and-set, so a core sees all of them or none. The control thread orders a queue on
 * only after it has seen the token where the orders before wanted it. So a core that sees a token of its own, and reads the orders
 * after that, reads those that brought the token or newer ones; and if they want the queue elsewhere, they do so until the core has given it away.
 * Orders read before the token could be older, and would send the queue where nobody expects it. Once somebody has closed the orders,
 * each core knows what it will hold in the end, and may not end before it holds that and nothing else: a queue could
 * be left on its way with nobody to take it.
 */
final class QueueHandshake {

    private static final VarHandle ORDERS = MethodHandles.arrayElementVarHandle(MoveOrders[].class);
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    /** Of each queue on cache lines of its own: its token, and when it was given last. */
    private static final int STRIDE = CacheLine.PAIR_BYTES / Long.BYTES;
    private static final int GIVEN_NS = 1;
    /** References take 4 bytes or more. */
    private static final int STANDING = CacheLine.PAIR_BYTES / Integer.BYTES;

    /** The orders that stand, at {@link #STANDING}; the places around it keep what others write off its cache line. */
    private final @Nullable MoveOrders[] padded = new MoveOrders[2 * STANDING + 1];
    private final long[] words;

    /**
     * @param first
     *            where the queues begin; each is held by that core already
     */
    QueueHandshake(MoveOrders first, int queueCount) {
        padded[STANDING] = first;
        // One stride before the first queue keeps the array's header, which is read by all, apart.
        words = new long[(queueCount + 1) * STRIDE];
        for (int queue = 0; queue < queueCount; queue++) {
            words[token(queue)] = first.coreOf(queue);
        }
    }

    private static int token(int queue) {
        return (queue + 1) * STRIDE;
    }

    /** Any thread: the orders that stand. */
    MoveOrders orders() {
        return (MoveOrders) ORDERS.getVolatile(padded, STANDING);
    }

    /** Replaces {@code before}. Returns false if other orders stand, because somebody closed them; then those stay. */
    boolean post(MoveOrders before, MoveOrders after) {
        return ORDERS.compareAndSet(padded, STANDING, before, after);
    }

    /** Any thread: makes the orders that stand the last ones; nothing happens if they are. */
    void close() {
        MoveOrders standing = orders();
        while (!standing.areLast() && !post(standing, standing.asLast())) {
            standing = orders();
        }
    }

    /** Any thread: the core that holds the token of {@code queue}. */
    int holder(int queue) {
        return (int) (long) WORD.getAcquire(words, token(queue));
    }

    /** The holder: gives the token away at {@code nowNs} of the trial, between two batches, and does not touch the queue any more. */
    void give(int queue, int to, long nowNs) {
        words[token(queue) + GIVEN_NS] = nowNs;
        WORD.setRelease(words, token(queue), (long) to);
    }

    /** Control thread, once {@link #holder} says that the token has moved and before it moves again: when it was given. */
    long givenNs(int queue) {
        return words[token(queue) + GIVEN_NS];
    }
}
