package io.vmq.nic.traffic;

import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.load.Load;

/**
 * Everything that decides emulated traffic, but for the seed. Checked when made: an impossible model does not exist.
 *
 * @param receivers
 *            whom the frames are for
 * @param frames
 *            what they look like
 * @param load
 *            how many come, and when
 * @param adversary
 *            who chooses the clients
 * @param rss
 *            how the NIC is told to spread flows, for an adversary who knows
 */
public record TrafficModel(Receivers receivers, FrameStyle frames, Load load, Adversary adversary, RssSettings rss) {

    public TrafficModel {
        frames.checkSizes(receivers.areTagged());
        load.checkLink(frames.meanBytes());
        if (load.isBackToBack() && !receivers.presence().isAlways()) {
            throw new IllegalArgumentException("VMs that come and go back to back: a rate expected,"
                    + " since who fills the link leaves no gaps where a VM is absent");
        }
        FlowIndices.checkCount(receivers, frames.mix());
        // Whether there are clients enough does not depend on the salt.
        ClientTuples.of(adversary, receivers, frames.transport(), rss, 0);
    }

    /** Traffic without an adversary. */
    public TrafficModel(Receivers receivers, FrameStyle frames, Load load) {
        this(receivers, frames, load, new Adversary.None(), RssSettings.DEFAULT);
    }

    /**
     * Frames per second that are meant to come in the mean over a window: by the timetable of the load, for the VMs that
     * are there. What a burst adds or leaves out at the edges of the window is not in it. Infinite back to back.
     *
     * @param fromNs
     *            start of the window, ns since the trial began, 0 or more
     * @param toNs
     *            its end, after {@code fromNs}
     */
    public double intendedPps(long fromNs, long toNs) {
        if (receivers.presence().isAlways()) {
            return load.meanPps(fromNs, toNs);
        }
        double[] vmShares = receivers.popularity().shares(receivers.vms().size());
        return load.meanPps(fromNs, toNs, (from, to) -> receivers.presence().presentShare(vmShares, from, to));
    }
}
