package io.vmq.nic.load;

import java.util.SplittableRandom;

/** Gaps between frames with mean 1, whatever the rate. One thread uses them. */
sealed interface UnitGaps {

    /** The gap before the next frame; before the first frame, its distance from the start. */
    double next();

    /** No gap before the first frame, then always 1. */
    final class Even implements UnitGaps {

        private double gap;

        @Override
        public double next() {
            double now = gap;
            gap = 1;
            return now;
        }
    }

    /** Independent and exponentially distributed, also before the first frame. */
    record Exponential(SplittableRandom random) implements UnitGaps {

        @Override
        public double next() {
            return random.nextExponential();
        }
    }
}
