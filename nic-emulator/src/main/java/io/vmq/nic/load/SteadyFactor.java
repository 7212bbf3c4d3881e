package io.vmq.nic.load;

/** 1 at all times. */
final class SteadyFactor implements StepFunction {

    @Override
    public double value() {
        return 1;
    }

    @Override
    public long untilPs() {
        return FOREVER;
    }

    @Override
    public void moveTo(long timePs) {
        // There is one stretch only.
    }
}
