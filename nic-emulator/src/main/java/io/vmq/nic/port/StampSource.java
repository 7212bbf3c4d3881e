package io.vmq.nic.port;

/**
 * Where the arrival times of a port's frames come from; a latency from such a time is worth no more than this.
 *
 * @param clock
 *            what the stamps count on, such as {@code CLOCK_REALTIME}
 * @param taker
 *            who takes them, such as {@code kernel} or {@code vmq}
 * @param precisionNs
 *            digits that the stamps have, ns; how late they are taken is another matter
 */
public record StampSource(String clock, String taker, long precisionNs) {

    private static final String TIME_OF_DAY = "CLOCK_REALTIME";

    /** Whether the clock is that of the time of day, which may be set. */
    public boolean followsTimeOfDay() {
        return clock.equals(TIME_OF_DAY);
    }
}
