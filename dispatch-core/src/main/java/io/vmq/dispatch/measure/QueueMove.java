package io.vmq.dispatch.measure;

/**
 * A receive queue went to another core.
 *
 * @param atNs
 *            when it was decided, ns since the trial began
 * @param queue
 *            number of the queue
 * @param from
 *            core that served it
 * @param to
 *            core that serves it from then on
 * @param reason
 *            why, in a word
 * @param drainNs
 *            how long the queue then waited for what was in service on the old core, ns, rounded up: a frame in the model, the
 *            rest of a batch on a pinned core
 * @param reordered
 *            frames of the queue that were still on the old core when the new one began: 0, or the engine is wrong
 */
public record QueueMove(long atNs, int queue, int from, int to, String reason, long drainNs, int reordered) {}
