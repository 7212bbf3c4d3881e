package io.vmq.dispatch.core;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Counts frames that are overtaken within their flow, exactly, although cores report their services at different times.
 *
 * <p>
 * A frame is reordered, in the sense of RFC 4737, if a later frame of its flow completes before it. Frames of one queue
 * complete in order, so a flow matters only from the moment at which it changes its queue: from then on it wanders, and its
 * completions are noted. Noted completions are gone through in order of time once it is certain that no earlier one will
 * come.
 *
 * <p>
 * One thread uses it.
 */
public final class CompletionOrder {

    private static final int NO_QUEUE = -1;
    private static final int WANDERS = -2;
    private static final int LARGE = 4_096;
    /** Rings never hold as many frames of a flow, so that what is outstanding lies behind this many; sequences may wrap. */
    private static final int MOST_OUTSTANDING = 1 << 30;

    private final int[] queueOfFlow;
    private final int[] nextExpected;
    private final IntConsumer overtaken;
    private final CompletionHeap noted = new CompletionHeap();
    private boolean anyWanders;
    private long reordered;

    /**
     * @param flowCount
     *            flow indices are below this
     */
    public CompletionOrder(int flowCount) {
        this(flowCount, flow -> {});
    }

    /**
     * @param overtaken
     *            learns the flow of each frame that is found overtaken, measured or not
     */
    public CompletionOrder(int flowCount, IntConsumer overtaken) {
        this.overtaken = overtaken;
        queueOfFlow = new int[flowCount];
        Arrays.fill(queueOfFlow, NO_QUEUE);
        nextExpected = new int[flowCount];
    }

    /**
     * Frame {@code sequence} of {@code flow} is accepted by {@code queue}.
     *
     * @return the queue that all earlier frames of the flow went to, if with this frame the flow begins to wander, else -1: a frame
     *         that is in service there must be noted too
     */
    public int accepted(int flow, int queue, int sequence) {
        int before = queueOfFlow[flow];
        return before == queue || before == WANDERS ? NO_QUEUE : changed(flow, queue, sequence, before);
    }

    private int changed(int flow, int queue, int sequence, int before) {
        queueOfFlow[flow] = before == NO_QUEUE ? queue : WANDERS;
        anyWanders |= before != NO_QUEUE;
        nextExpected[flow] = sequence - MOST_OUTSTANDING;
        return before;
    }

    /** Whether completions of {@code flow} must be noted. */
    public boolean wanders(int flow) {
        return anyWanders && queueOfFlow[flow] == WANDERS;
    }

    /** Whether so many completions are noted that it is time to {@link #settle}. */
    public boolean isLarge() {
        return noted.size() >= LARGE;
    }

    /** Notes when a frame of a wandering flow completes, and whether it belongs to the measured window. */
    public void note(int flow, int sequence, long completionPs, boolean measured) {
        noted.add(completionPs, flow, sequence, measured);
    }

    /** Goes through the completions up to {@code untilPs}: none that is as early will be noted any more. */
    public void settle(long untilPs) {
        while (!noted.isEmpty() && noted.firstPs() <= untilPs) {
            int flow = noted.firstFlow();
            int sequence = noted.firstSequence();
            if (sequence - nextExpected[flow] >= 0) {
                nextExpected[flow] = sequence + 1;
            } else {
                reordered += noted.isFirstMeasured() ? 1 : 0;
                overtaken.accept(flow);
            }
            noted.removeFirst();
        }
    }

    /** Measured frames found overtaken since the last call. */
    public int takeReordered() {
        int found = (int) reordered;
        reordered = 0;
        return found;
    }
}
