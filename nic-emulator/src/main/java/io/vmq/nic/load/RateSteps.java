package io.vmq.nic.load;

import io.vmq.nic.port.Wire;
import java.util.List;

/** The rate of a timetable over time, frames per second. */
final class RateSteps implements StepFunction {

    private final long[] fromPs;
    private final double[] ratePps;
    private int at;

    /** @param timetable the rates in the order of their times, the first from 0 */
    RateSteps(List<LoadPhase> timetable) {
        fromPs = timetable.stream().mapToLong(phase -> phase.fromNs() * Wire.PS_PER_NS).toArray();
        ratePps = timetable.stream().mapToDouble(LoadPhase::ratePps).toArray();
    }

    @Override
    public double value() {
        return ratePps[at];
    }

    @Override
    public long untilPs() {
        return at + 1 < fromPs.length ? fromPs[at + 1] : FOREVER;
    }

    @Override
    public void moveTo(long timePs) {
        while (untilPs() <= timePs) {
            at++;
        }
    }
}
