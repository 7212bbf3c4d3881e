package io.vmq.nic.capture;

import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.port.Wire;

/**
 * The recorded gaps, each at most {@code maxGapNs}, the first frame at 0, again and again. The gap between two loops,
 * which no capture records, is the mean gap (rounded down to ns; 0 for a single frame: then the wire alone spaces the
 * loops).
 */
final class RecordedArrivals implements ArrivalProcess {

    private final Capture capture;
    private final long maxGapNs;
    private final long loopGapNs;
    private long arrivalNs;
    private int next;

    RecordedArrivals(Capture capture, long maxGapNs) {
        this.capture = capture;
        this.maxGapNs = maxGapNs;
        loopGapNs = meanGapNs();
        arrivalNs = -loopGapNs;
    }

    @Override
    public long nextArrivalPs() {
        arrivalNs += next == 0 ? loopGapNs : gapBeforeNs(next);
        next = next + 1 == capture.count() ? 0 : next + 1;
        return arrivalNs * Wire.PS_PER_NS;
    }

    private long gapBeforeNs(int i) {
        return Math.min(maxGapNs, capture.timestampNs(i) - capture.timestampNs(i - 1));
    }

    private long meanGapNs() {
        long sumNs = 0;
        for (int i = 1; i < capture.count(); i++) {
            sumNs += gapBeforeNs(i);
        }
        return sumNs / Math.max(1, capture.count() - 1);
    }
}
