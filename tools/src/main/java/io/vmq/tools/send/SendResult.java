package io.vmq.tools.send;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.Tool;
import org.jspecify.annotations.Nullable;

/**
 * What was really sent.
 *
 * @param lastedNs
 *            time that the frames took: the plan's, or how long it was until sending ended early or late, ns
 * @param noRoom
 *            times that the system had no room for the next frame, which was then tried again
 * @param late
 *            how long after they were due frames were handed over; null if there is no clock, or no frame
 * @param digest
 *            as trials have it: equal for equal traffic
 * @param interrupted
 *            whether it ended because it was asked to
 * @param failure
 *            why nothing more could be sent, or null
 */
public record SendResult(Tool tool, Machine machine, SendPlan plan, SendTarget target, SentFrames frames, long lastedNs,
        long noRoom, @Nullable LatencySummary late, long digest, boolean interrupted, @Nullable String failure) {

    private static final double NS_PER_SECOND = 1e9;

    /** Whether everything that was due is on its way. */
    public boolean isComplete() {
        return frames.isComplete() && failure == null;
    }

    /** Frames taken over, per second. */
    public double sentPps() {
        return perSecond(frames.sent());
    }

    /** Bits of them per second, FCS counted. */
    public double sentBps() {
        return perSecond(frames.bytes() * Byte.SIZE);
    }

    /** The same with what else a frame occupies on a wire. */
    public double sentL1Bps() {
        return perSecond((frames.bytes() + frames.sent() * EthernetLayout.WIRE_OVERHEAD_BYTES) * Byte.SIZE);
    }

    private double perSecond(long count) {
        return lastedNs == 0 ? 0 : count * NS_PER_SECOND / lastedNs;
    }
}
