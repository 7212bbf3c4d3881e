package io.vmq.dispatch.measure;

import org.jspecify.annotations.Nullable;

/**
 * A receive queue went to another core, or an entry of the indirection table to another queue on another core.
 *
 * @param atNs
 *            when it was decided, ns since the trial began
 * @param queue
 *            number of the queue; that which the entry names from then on
 * @param from
 *            core that served it, or served the entry
 * @param to
 *            core that serves it from then on
 * @param reason
 *            why, in a word
 * @param drainNs
 *            how long the queue then waited for what was in service on the old core, ns, rounded up: a frame in the model, the
 *            rest of a batch on a pinned core; or how long the entry's new frames waited for those in the old queue
 * @param reordered
 *            a queue's frames that were still on the old core when the new one began: 0, or the engine is wrong (on
 *            pinned cores it is 0 by the way they hand queues over, and nobody counts); an entry's
 *            frames, in the warm-up too, that were overtaken because it moved: 0 unless it moved without waiting
 * @param entry
 *            the entry that moved; null if the queue did
 */
public record QueueMove(long atNs, int queue, int from, int to, String reason, long drainNs, int reordered,
        @Nullable TableEntry entry) {

    /** The queue itself went to another core. */
    public QueueMove(long atNs, int queue, int from, int to, String reason, long drainNs, int reordered) {
        this(atNs, queue, from, to, reason, drainNs, reordered, null);
    }

    /**
     * What an entry was before it moved.
     *
     * @param number
     *            its place in the table
     * @param fromQueue
     *            the queue that it named
     */
    public record TableEntry(int number, int fromQueue) {}
}
