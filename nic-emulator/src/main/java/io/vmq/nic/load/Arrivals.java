package io.vmq.nic.load;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** How the gaps between frames are distributed around their mean. Immutable. */
public sealed interface Arrivals {

    /** What {@link #parse} takes, in words. */
    String EXPECTED = "constant, poisson, onoff:ON,OFF such as onoff:10ms,40ms, "
            + "or mmpp:R1/T1,R2/T2 such as mmpp:1/10ms,0/40ms";

    /**
     * A process of this kind whose rate follows a timetable.
     *
     * @param timetable
     *            the rates in the order of their times, the first from 0
     * @param random
     *            what the process is drawn from; scaled to another rate, the same random numbers give the same pattern
     */
    ArrivalProcess process(List<LoadPhase> timetable, SplittableRandom random);

    /**
     * A process of this kind.
     *
     * @param ratePps
     *            frames per second in the long run, {@link Load#MIN_RATE_PPS} or more and finite
     * @param random
     *            what the process is drawn from; scaled to another rate, the same random numbers give the same pattern
     */
    default ArrivalProcess process(double ratePps, SplittableRandom random) {
        return process(List.of(new LoadPhase(0, ratePps)), random);
    }

    /** The highest rate at any time, as a multiple of the rate in the long run; 1 or more. */
    double peakFactor();

    /** As {@link #parse} reads it. */
    String text();

    /**
     * Reads {@code constant}, {@code poisson}, {@code onoff:ON,OFF} or {@code mmpp:R1/T1,R2/T2}, in any case; times as
     * {@link TimeSpan#parse} reads them.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    static Arrivals parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("onoff:")) {
            return OnOff.parse(lower);
        }
        if (lower.startsWith("mmpp:")) {
            return Mmpp.parse(lower);
        }
        return switch (lower) {
            case "constant" -> new Constant();
            case "poisson" -> new Poisson();
            default -> throw refusal(text);
        };
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(
                Refusal.quoted(text) + " is not an arrival process (expected " + EXPECTED + ")");
    }

    /** The two parts between the colon and the end that a comma divides. */
    private static String[] pair(String text) {
        String[] parts = text.substring(text.indexOf(':') + 1).split(",", -1);
        if (parts.length != 2) {
            throw refusal(text);
        }
        return parts;
    }

    /** Equal gaps, the first frame at time 0. Frame i arrives at i gaps, so rounding never adds up. */
    record Constant() implements Arrivals {

        @Override
        public ArrivalProcess process(List<LoadPhase> timetable, SplittableRandom random) {
            return timetable.size() == 1
                    ? new ConstantArrivals(timetable.getFirst().ratePps())
                    : new ShapedArrivals(new RateSteps(timetable), new SteadyFactor(), new UnitGaps.Even());
        }

        @Override
        public double peakFactor() {
            return 1;
        }

        @Override
        public String text() {
            return "constant";
        }
    }

    /** Independent, exponentially distributed gaps, also before the first frame. */
    record Poisson() implements Arrivals {

        @Override
        public ArrivalProcess process(List<LoadPhase> timetable, SplittableRandom random) {
            return timetable.size() == 1
                    ? new PoissonArrivals(timetable.getFirst().ratePps(), random)
                    : new ShapedArrivals(new RateSteps(timetable), new SteadyFactor(),
                            new UnitGaps.Exponential(random));
        }

        @Override
        public double peakFactor() {
            return 1;
        }

        @Override
        public String text() {
            return "poisson";
        }
    }

    /**
     * Bursts in a fixed rhythm: equal gaps for the time {@code on}, no frames for the time {@code off}, and so on. The
     * first frame comes at time 0, with which a burst begins. During a burst the rate is (on + off) / on times that of
     * the long run.
     *
     * @param on
     *            length of a burst, above 0
     * @param off
     *            length of the pause, above 0
     */
    record OnOff(TimeSpan on, TimeSpan off) implements Arrivals {

        public OnOff {
            if (on.ns() == 0 || off.ns() == 0) {
                throw Refusal.impossible(text(on, off), "times above 0 in onoff:ON,OFF");
            }
        }

        static OnOff parse(String text) {
            String[] times = pair(text);
            return new OnOff(TimeSpan.parse(times[0]), TimeSpan.parse(times[1]));
        }

        @Override
        public ArrivalProcess process(List<LoadPhase> timetable, SplittableRandom random) {
            return new ShapedArrivals(new RateSteps(timetable),
                    new OnOffFactor(on.ns() * Wire.PS_PER_NS, off.ns() * Wire.PS_PER_NS), new UnitGaps.Even());
        }

        @Override
        public double peakFactor() {
            return (double) (on.ns() + off.ns()) / on.ns();
        }

        @Override
        public String text() {
            return text(on, off);
        }

        private static String text(TimeSpan on, TimeSpan off) {
            return "onoff:" + on.text() + "," + off.text();
        }
    }

    /**
     * The Markov-modulated Poisson process with two states: a Poisson process whose rate depends on a state that lasts
     * for an exponential time, then changes to the other one (Fischer and Meier-Hellstern, "The Markov-modulated Poisson
     * process (MMPP) cookbook", 1993). It begins in either state with the probability of the long run. With a weight of
     * 0 in one state it is the interrupted Poisson process.
     *
     * @param first
     *            a state
     * @param second
     *            the other one; the weights must not both be 0
     */
    record Mmpp(State first, State second) implements Arrivals {

        private static final Pattern SLASH = Pattern.compile("/");

        /**
         * A state.
         *
         * @param weight
         *            its rate in proportion to that of the other state, 0 or more; how high both are follows from the
         *            rate in the long run
         * @param meanSojourn
         *            how long it lasts in the mean, above 0
         */
        public record State(BigDecimal weight, TimeSpan meanSojourn) {

            public State {
                if (weight.signum() < 0 || meanSojourn.ns() == 0) {
                    throw Refusal.impossible(text(weight, meanSojourn), "R/T with R of 0 or more and a time T above 0");
                }
                weight = weight.stripTrailingZeros();
            }

            static State parse(String text) {
                String[] parts = SLASH.split(text, -1);
                if (parts.length != 2) {
                    throw Refusal.impossible(text, "R/T such as 1/10ms");
                }
                BigDecimal weight = Quantity.parse(parts[0]).filter(quantity -> quantity.unit().isEmpty())
                        .map(Quantity::amount).orElseThrow(() -> Refusal.impossible(parts[0], "a plain number of 0 or "
                                + "more, in proportion to the other state's; the mean in the long run is --rate"));
                return new State(weight, TimeSpan.parse(parts[1]));
            }

            String text() {
                return text(weight, meanSojourn);
            }

            private static String text(BigDecimal weight, TimeSpan meanSojourn) {
                return Quantity.plain(weight) + "/" + meanSojourn.text();
            }

            private double weightedNs() {
                return weight.doubleValue() * meanSojourn.ns();
            }
        }

        public Mmpp {
            if (first.weight().signum() == 0 && second.weight().signum() == 0) {
                throw Refusal.impossible(text(first, second), "a weight above 0 in one of the states");
            }
        }

        static Mmpp parse(String text) {
            String[] states = pair(text);
            return new Mmpp(State.parse(states[0]), State.parse(states[1]));
        }

        @Override
        public ArrivalProcess process(List<LoadPhase> timetable, SplittableRandom random) {
            double[] factors = {factor(first), factor(second)};
            double[] sojournsPs = {(double) first.meanSojourn().ns() * Wire.PS_PER_NS,
                (double) second.meanSojourn().ns() * Wire.PS_PER_NS};
            MarkovFactor states = new MarkovFactor(factors, sojournsPs, random.split());
            return new ShapedArrivals(new RateSteps(timetable), states, new UnitGaps.Exponential(random));
        }

        /** The rate in this state as a multiple of that in the long run. */
        private double factor(State state) {
            double meanWeight = (first.weightedNs() + second.weightedNs())
                    / (first.meanSojourn().ns() + second.meanSojourn().ns());
            return state.weight().doubleValue() / meanWeight;
        }

        @Override
        public double peakFactor() {
            return Math.max(factor(first), factor(second));
        }

        @Override
        public String text() {
            return text(first, second);
        }

        private static String text(State first, State second) {
            return "mmpp:" + first.text() + "," + second.text();
        }
    }
}
