package io.vmq.nic.capture;

import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.load.BackToBackArrivals;
import io.vmq.nic.load.ConstantArrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.port.Wire;
import java.util.OptionalLong;

/** When the frames of a replayed capture arrive. Immutable. */
public sealed interface ReplaySpeed {

    /**
     * The longest gap that is replayed unasked: a longer one is mostly a mistake, and nothing would happen meanwhile.
     */
    long MAX_RECORDED_GAP_NS = 1_000_000_000;

    /** As recorded; a gap over one second is refused. */
    static ReplaySpeed recorded() {
        return new Recorded(OptionalLong.empty());
    }

    /** As recorded, but gaps over {@code maxGapNs} (0 or more) are shortened to it. */
    static ReplaySpeed recordedWithGapsUpTo(long maxGapNs) {
        return new Recorded(OptionalLong.of(maxGapNs));
    }

    /** Equal gaps, {@code ratePps} frames per second; {@link Load#BACK_TO_BACK} fills the link. */
    static ReplaySpeed atRate(double ratePps) {
        return new AtRate(ratePps);
    }

    /**
     * The arrivals of a replay that goes through the capture again and again, over this wire.
     *
     * @throws CaptureException
     *             if a recorded gap is too long
     * @throws IllegalArgumentException
     *             if the rate is more than the link carries
     */
    ArrivalProcess arrivals(Capture capture, Wire wire) throws CaptureException;

    /**
     * The gaps of the capture.
     *
     * @param maxGapNs
     *            what longer gaps are shortened to, if asked for
     */
    record Recorded(OptionalLong maxGapNs) implements ReplaySpeed {

        public Recorded {
            if (maxGapNs.orElse(0) < 0) {
                throw new IllegalArgumentException("longest gap " + maxGapNs.getAsLong() + " ns: 0 or more expected");
            }
        }

        @Override
        public ArrivalProcess arrivals(Capture capture, Wire wire) throws CaptureException {
            if (maxGapNs.isEmpty()) {
                checkGaps(capture);
            }
            return new RecordedArrivals(capture, maxGapNs.orElse(MAX_RECORDED_GAP_NS));
        }

        private static void checkGaps(Capture capture) throws CaptureException {
            for (int i = 1; i < capture.count(); i++) {
                long gapNs = capture.timestampNs(i) - capture.timestampNs(i - 1);
                if (gapNs > MAX_RECORDED_GAP_NS) {
                    throw new CaptureException("capture " + capture.name() + " has a gap of " + gapNs / 1e9
                            + " s before frame " + (i + 1)
                            + ", but recorded speed takes gaps up to 1 s, unless a longest gap is set to shorten them");
                }
            }
        }
    }

    /**
     * Equal gaps, whatever was recorded.
     *
     * @param ratePps
     *            frames per second, {@link Load#MIN_RATE_PPS} or more
     */
    record AtRate(double ratePps) implements ReplaySpeed {

        public AtRate {
            if (!(ratePps >= Load.MIN_RATE_PPS)) {
                throw new IllegalArgumentException(
                        "rate " + ratePps + " frames/s: " + Load.MIN_RATE_PPS + " or more expected");
            }
        }

        @Override
        public ArrivalProcess arrivals(Capture capture, Wire wire) {
            if (ratePps == Load.BACK_TO_BACK) {
                return new BackToBackArrivals(wire);
            }
            wire.link().checkRate(ratePps, capture.meanWireBytes());
            return new ConstantArrivals(ratePps);
        }
    }
}
