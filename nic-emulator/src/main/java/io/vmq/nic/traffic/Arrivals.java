package io.vmq.nic.traffic;

import java.util.Locale;
import java.util.SplittableRandom;

/** How the gaps between frames are distributed around their mean. Immutable. */
public sealed interface Arrivals {

    /**
     * A process of this kind.
     *
     * @param ratePps
     *            frames per second in the long run, finite and above 0
     * @param random
     *            what the gaps are drawn from; scaled to another rate, the same random numbers give the same pattern
     */
    ArrivalProcess process(double ratePps, SplittableRandom random);

    /** As {@link #parse} reads it. */
    String text();

    /**
     * Reads {@code constant} or {@code poisson}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Arrivals parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "constant" -> new Constant();
            case "poisson" -> new Poisson();
            default -> throw new IllegalArgumentException(
                    "'" + text + "' is not an arrival process (expected constant or poisson)");
        };
    }

    /** Equal gaps, the first frame at time 0. Frame i arrives at i gaps, so rounding never adds up. */
    record Constant() implements Arrivals {

        @Override
        public ArrivalProcess process(double ratePps, SplittableRandom random) {
            return new ConstantArrivals(ratePps);
        }

        @Override
        public String text() {
            return "constant";
        }
    }

    /** Independent, exponentially distributed gaps, also before the first frame. */
    record Poisson() implements Arrivals {

        @Override
        public ArrivalProcess process(double ratePps, SplittableRandom random) {
            return new PoissonArrivals(ratePps, random);
        }

        @Override
        public String text() {
            return "poisson";
        }
    }
}
