package io.vmq.tools.send;

/**
 * What became of the frames that were due.
 *
 * @param sent
 *            taken over by the system, or written
 * @param unsent
 *            not handed over within 10 ms after they were due, or not because sending ended before
 * @param failed
 *            of those taken over, what the system says it dropped
 * @param tagged
 *            of those taken over, what says which frame of which flow it is
 * @param bytes
 *            lengths of those taken over, FCS counted
 */
public record SentFrames(long sent, long unsent, long failed, long tagged, long bytes) {

    /** Frames that were due while it was sent. */
    public long due() {
        return sent + unsent;
    }

    /** Whether all of them are on their way. */
    public boolean isComplete() {
        return unsent == 0 && failed == 0;
    }
}
