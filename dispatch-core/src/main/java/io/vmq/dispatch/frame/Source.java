package io.vmq.dispatch.frame;

import io.vmq.dispatch.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Gives frames in the order in which they are due: emulated traffic or a capture.
 *
 * <p>
 * One thread uses a source. A source is open loop: when a frame is due never depends on what became of earlier ones.
 * Two sources made from the same seed and settings give the same bytes and times.
 */
public interface Source {

    /** What {@link #vmOfFlow} says of frames that belong to no VM. */
    int HOST = -1;

    /** What {@link #nextDueNs()} says when no frame is left. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Begins the batch anew and appends the next frames that are due at or before {@code untilNs}, until the batch is
     * full or the source has worked for long enough; it may then be empty although more is due. Frames that the source
     * does not keep are written into the buffers of the batch. All frames of one call arrive on one port, which the
     * batch names.
     *
     * @return how many frames the batch holds now
     */
    int fill(FrameBatch batch, long untilNs);

    /**
     * No frame is due before this, ns since the trial began; {@link #NEVER} if none is left. Usually it is when the
     * next frame is due; where what comes next is for a VM that is not there, it is the time of that.
     */
    long nextDueNs();

    /** How many flows there are; flow indices are below this. */
    int flowCount();

    /** Whether the frames end by themselves, as those of a capture; otherwise {@link #NEVER} only means silence. */
    boolean isFinite();

    /** Whether frames may have different lengths. */
    boolean hasMixedSizes();

    /** Most bytes, without FCS, that a frame of this source, and the writing of it, touches from its start on. */
    int bufferBytes();

    /**
     * The memory in which all frames of this source lie from the first to the last, unchanged, so that nobody need copy
     * them; or null if {@link #fill} writes them into buffers. Such a source finds each buffer zeroed or as it left
     * it, since nobody else writes there.
     */
    @Nullable
    Memory keptFrames();

    /** Index of the VM that a flow's frames are addressed to, or {@link #HOST}. */
    int vmOfFlow(int flow);
}
