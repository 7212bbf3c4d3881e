package io.vmq.nic.load;

/** Periodic, with mean 1: first {@code (on + off) / on} for the time {@code on}, then 0 for the time {@code off}. */
final class OnOffFactor implements StepFunction {

    private final long onPs;
    private final long periodPs;
    private final double onValue;
    private boolean isOn = true;
    private long untilPs;

    OnOffFactor(long onPs, long offPs) {
        this.onPs = onPs;
        periodPs = onPs + offPs;
        onValue = (double) periodPs / onPs;
        untilPs = onPs;
    }

    @Override
    public double value() {
        return isOn ? onValue : 0;
    }

    @Override
    public long untilPs() {
        return untilPs;
    }

    /** Computed from the time alone, so that periods are skipped at no cost and nothing adds up. */
    @Override
    public void moveTo(long timePs) {
        if (timePs < untilPs) {
            return;
        }
        long inPeriodPs = timePs % periodPs;
        isOn = inPeriodPs < onPs;
        untilPs = StepFunction.later(timePs - inPeriodPs, isOn ? onPs : periodPs);
    }
}
