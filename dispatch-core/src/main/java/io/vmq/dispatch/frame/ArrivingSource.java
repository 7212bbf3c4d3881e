package io.vmq.dispatch.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source whose frames come by themselves: what arrives at a real NIC. Its frames are due when they arrived, and nobody can
 * ask for them before.
 *
 * <p>
 * {@link #fill} appends the frames that are there and were due by the time asked for, without waiting. They are all of one
 * queue; if the NIC chose it, the batch says so ({@link FrameBatch#arriveIn}). {@link #nextDueNs} is the due time of a frame
 * that is there and was not given yet, or {@link #NEVER}. Sequences of flows whose senders say none count arrivals.
 */
public interface ArrivingSource extends Source {

    /**
     * The time of the trial begins at {@code originNs} of {@link System#nanoTime}: frames that came before it are not of this
     * trial, and are forgotten.
     *
     * @param inOrderOfDueTime
     *            whether frames must come in the order in which they are due, across queues; they then come later, by
     *            {@link #mostDelayNs} at most
     */
    void begin(long originNs, boolean inOrderOfDueTime);

    /** Waits until frames may be there, or {@code timeoutMs} ms; returns at once if no more will come. */
    void await(int timeoutMs);

    /** Nothing more will come: what was held back for the sake of order is given at once from now on. */
    void release();

    /** From {@code nowNs} of the trial on, the NIC is attached as in this phase of the plan, from 0 on. */
    void enterPhase(int phase, long nowNs);

    /** How long after it was due a frame may still not be there, ns. */
    long mostDelayNs();

    /** Frames that found no room in the NIC or the kernel since the source was made. */
    long lostFrames();

    /** Whether frames say which flow and place in it they have, so that their order can be checked. */
    boolean knowsOrder();

    /** Why no more frames will come, in a few words; null while the NIC works. */
    @Nullable
    String failure();

    /** How far the clock of the stamps has moved against that of completions since the beginning, ns. */
    long clockDriftNs();

    /** Why the NIC would not be attached as a phase wants it, one sentence each; empty if it always was. */
    List<String> refusals();

    /** What a reader of the result should know, one sentence each; after the trial. */
    List<String> remarks();
}
