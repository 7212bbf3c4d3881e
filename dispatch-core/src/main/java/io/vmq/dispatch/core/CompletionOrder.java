package io.vmq.dispatch.core;

import java.util.Arrays;

/**
 * Finds frames that are overtaken within their flow when modelled cores finish frames out of order.
 *
 * <p>
 * A frame is reordered, in the sense of RFC 4737, if a later frame of its flow completes before it. Frames are reported in the
 * order of the flow; a new frame overtakes those earlier ones that complete after it. Per flow the earlier ones that can still
 * be overtaken form a stack, newest first, whose completion times fall from top to bottom; what the new frame overtakes lies
 * on top and is taken off, so that each frame is counted at most once. The stack is threaded through the slots of the queues,
 * which remember every unfinished frame: memory is bounded and the check is exact.
 *
 * <p>
 * One thread uses it.
 */
public final class CompletionOrder {

    private static final long NONE = -1;
    private static final int NUMBER_BITS = 47;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

    private final QueueModel[] queues;
    private final long[] newest;

    /**
     * @param queues
     *            the queues through which frames come, by index; at most 65,536
     * @param flowCount
     *            flow indices are below this
     */
    public CompletionOrder(QueueModel[] queues, int flowCount) {
        this.queues = queues.clone();
        newest = new long[flowCount];
        Arrays.fill(newest, NONE);
    }

    /**
     * Reports that {@code queue} has just accepted a frame of {@code flow} that arrived at {@code arrivalPs}.
     *
     * @return how many earlier frames of the flow it overtakes that belong to the measured window
     */
    public int accepted(int flow, int queue, long arrivalPs) {
        QueueModel model = queues[queue];
        long number = model.accepted() - 1;
        long completion = model.completionPs(number);
        long below = newest[flow];
        int overtaken = 0;
        while (isUnfinished(below, arrivalPs) && completionPs(below) > completion) {
            QueueModel other = queues[queueOf(below)];
            overtaken += other.isMeasured(below & NUMBER_MASK) ? 1 : 0;
            below = other.overtakable(below & NUMBER_MASK);
        }
        model.overtakable(number, isUnfinished(below, arrivalPs) ? below : NONE);
        newest[flow] = (long) queue << NUMBER_BITS | number;
        return overtaken;
    }

    private boolean isUnfinished(long reference, long nowPs) {
        return reference != NONE && queues[queueOf(reference)].isUnfinished(reference & NUMBER_MASK, nowPs);
    }

    private long completionPs(long reference) {
        return queues[queueOf(reference)].completionPs(reference & NUMBER_MASK);
    }

    private static int queueOf(long reference) {
        return (int) (reference >>> NUMBER_BITS);
    }
}
