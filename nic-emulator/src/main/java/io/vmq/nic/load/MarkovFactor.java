package io.vmq.nic.load;

import java.util.SplittableRandom;

/**
 * Two states in turn, for independent exponential times each; the first is drawn with the share of time that each has
 * in the long run, so that the process is stationary from the start. Sojourns are whole picoseconds, rounded down.
 */
final class MarkovFactor implements StepFunction {

    private final double[] values;
    private final double[] meanSojournPs;
    private final SplittableRandom random;
    private int state;
    private long untilPs;

    /**
     * @param values
     *            the value in each of the two states
     * @param meanSojournPs
     *            how long each lasts in the mean, above 0
     * @param random
     *            gives the first state and the sojourns, and nothing else
     */
    MarkovFactor(double[] values, double[] meanSojournPs, SplittableRandom random) {
        this.values = values;
        this.meanSojournPs = meanSojournPs;
        this.random = random;
        state = random.nextDouble() < meanSojournPs[0] / (meanSojournPs[0] + meanSojournPs[1]) ? 0 : 1;
        untilPs = sojournPs();
    }

    private long sojournPs() {
        return (long) (random.nextExponential() * meanSojournPs[state]);
    }

    @Override
    public double value() {
        return values[state];
    }

    @Override
    public long untilPs() {
        return untilPs;
    }

    @Override
    public void moveTo(long timePs) {
        while (untilPs <= timePs) {
            state = 1 - state;
            untilPs = StepFunction.later(untilPs, sojournPs());
        }
    }
}
