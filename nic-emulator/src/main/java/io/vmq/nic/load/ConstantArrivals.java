package io.vmq.nic.load;

/**
 * Frame i arrives at i mean gaps: one multiplication from the start, no sum that could drift. Exact to a picosecond
 * for the first hour.
 */
public final class ConstantArrivals implements ArrivalProcess {

    private static final double PS_PER_SECOND = 1e12;

    private final double gapPs;
    private long frame;

    /** @param ratePps frames per second, finite and above 0 */
    public ConstantArrivals(double ratePps) {
        gapPs = PS_PER_SECOND / ratePps;
    }

    @Override
    public long nextArrivalPs() {
        return (long) (frame++ * gapPs);
    }
}
