package io.vmq.nic.load;

/**
 * A function of time that is constant between its steps, read forward from time 0: it stands on one stretch, first on
 * that which begins at 0. One thread reads it.
 */
sealed interface StepFunction permits RateSteps, SteadyFactor, OnOffFactor, MarkovFactor {

    /** The end of a stretch that does not end. */
    long FOREVER = Long.MAX_VALUE;

    /** The value on this stretch, 0 or more. */
    double value();

    /** Where this stretch ends, ps; there the next one begins. {@link #FOREVER} for the last one. */
    long untilPs();

    /** Goes on to the stretch on which {@code timePs} lies. Times must not go back. */
    void moveTo(long timePs);

    /** {@code timePs + lengthPs}, or {@link #FOREVER} where that is more than a long can hold. */
    static long later(long timePs, long lengthPs) {
        return lengthPs < FOREVER - timePs ? timePs + lengthPs : FOREVER;
    }
}
