package io.vmq.nic.traffic;

/**
 * Everything that decides emulated traffic, but for the seed. Checked when made: an impossible model does not exist.
 *
 * @param receivers
 *            whom the frames are for
 * @param frames
 *            what they look like
 * @param load
 *            how many come, and when
 */
public record TrafficModel(Receivers receivers, FrameStyle frames, Load load) {

    public TrafficModel {
        frames.checkSizes(receivers.areTagged());
        load.checkLink(frames.meanBytes());
    }
}
