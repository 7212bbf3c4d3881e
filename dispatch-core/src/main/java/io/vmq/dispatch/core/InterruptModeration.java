package io.vmq.dispatch.core;

/**
 * How long an idle core sleeps although frames are there: NICs raise an interrupt only so long after the first frame, or when
 * so many wait, whichever comes first (Intel 82599 datasheet, interrupt throttling; NDIS keyword {@code
 * *InterruptModeration}; ethtool's {@code rx-usecs} and {@code rx-frames}). A core that is awake polls until nothing waits,
 * and needs no interrupt for what comes meanwhile.
 *
 * @param timerPs
 *            from the arrival of the first frame to the interrupt, ps, 0 to 1 s
 * @param frames
 *            so many waiting frames raise the interrupt at once, 1 or more
 */
public record InterruptModeration(long timerPs, int frames) {

    /** Every frame wakes its core at once. */
    public static final InterruptModeration OFF = new InterruptModeration(0, 1);

    /** Longest time that a core may be left asleep. */
    public static final long MAX_TIMER_PS = 1_000_000_000_000L;

    public InterruptModeration {
        if (timerPs < 0 || timerPs > MAX_TIMER_PS || frames < 1) {
            throw new IllegalArgumentException("interrupt moderation of " + timerPs + " ps and " + frames
                    + " frames: 0 to 1 s and 1 frame or more expected");
        }
    }

    /** Whether a core may sleep although a frame waits. */
    public boolean isOn() {
        return timerPs > 0 && frames > 1;
    }
}
