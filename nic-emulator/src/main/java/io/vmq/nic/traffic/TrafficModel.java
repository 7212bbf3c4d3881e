package io.vmq.nic.traffic;

import io.vmq.dispatch.steering.RssSettings;

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
        FlowIndices.checkCount(receivers, frames.mix());
        // Whether there are clients enough does not depend on the salt.
        ClientTuples.of(adversary, receivers, frames.transport(), rss, 0);
    }

    /** Traffic without an adversary. */
    public TrafficModel(Receivers receivers, FrameStyle frames, Load load) {
        this(receivers, frames, load, new Adversary.None(), RssSettings.DEFAULT);
    }
}
