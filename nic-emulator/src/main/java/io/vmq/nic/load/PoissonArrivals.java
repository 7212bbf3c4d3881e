package io.vmq.nic.load;

import java.util.SplittableRandom;

/** A Poisson process: the sum of unit exponentials, scaled by the mean gap, so that all rates share one pattern. */
final class PoissonArrivals implements ArrivalProcess {

    private static final double PS_PER_SECOND = 1e12;

    private final double meanGapPs;
    private final SplittableRandom random;
    private double elapsedGaps;

    PoissonArrivals(double ratePps, SplittableRandom random) {
        meanGapPs = PS_PER_SECOND / ratePps;
        this.random = random;
    }

    @Override
    public long nextArrivalPs() {
        elapsedGaps += random.nextExponential();
        return (long) (elapsedGaps * meanGapPs);
    }
}
