package io.vmq.tools.gate.history;

import io.vmq.dispatch.measure.Median;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether the newest one or two results of a trace lie outside of what its last level lets expect of them: a prediction interval of Student's
 * t on logarithms. E-divisive cannot say anything of so few.
 */
final class Newest {

    /** Results on a level, at least, that let expect anything. */
    static final int SMALLEST_LEVEL = 4;
    private static final int MOST = 2;

    private final HistoryRules rules;
    private final int points;
    private final int traces;

    /**
     * @param points
     *            of the history
     * @param traces
     *            among which a false suspect may be
     */
    Newest(HistoryRules rules, int points, int traces) {
        this.rules = rules;
        this.points = points;
        this.traces = traces;
    }

    /**
     * The suspect, if there is one; two that lie off together rather than one.
     *
     * @param begin
     *            first reading of the last level
     */
    Optional<Suspect> suspect(Trace trace, int begin) {
        int count = trace.readings().size();
        if (count == 0 || trace.readings().get(count - 1).point() != points - 1) {
            return Optional.empty();
        }
        for (int newest = MOST; newest >= 1; newest--) {
            if (count - newest - begin >= SMALLEST_LEVEL) {
                Optional<Suspect> suspect = suspect(trace, begin, count - newest);
                if (suspect.isPresent()) {
                    return suspect;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Suspect> suspect(Trace trace, int begin, int split) {
        double[] logs = trace.logs();
        double[] level = Arrays.copyOfRange(logs, begin, split);
        double[] newest = Arrays.copyOfRange(logs, split, logs.length);
        double mean = Arrays.stream(level).average().orElse(0);
        double value = Arrays.stream(newest).average().orElse(0);
        double reach = reach(level, mean, newest.length);
        double median = Median.of(level);
        boolean isPartlyZero = trace.readings().subList(begin, split).stream()
                .anyMatch(reading -> reading.value() == 0);
        DoubleUnaryOperator expected = isPartlyZero ? trace::value : Math::exp;
        boolean outside = Math.abs(value - mean) > reach && Arrays.stream(newest)
                .allMatch(one -> rules.matters(Math.exp(one - median)) && (one > median) == (value > mean));
        return outside
                ? Optional.of(new Suspect(trace.series(), trace.metric(), trace.readings().get(split).point(),
                        newest.length, trace.value(median), trace.value(value), expected.applyAsDouble(mean - reach),
                        expected.applyAsDouble(mean + reach)))
                : Optional.empty();
    }

    /** One and two newest results are two tests of each trace. */
    private double reach(double[] level, double mean, int newest) {
        double squares = Arrays.stream(level).map(value -> (value - mean) * (value - mean)).sum();
        double deviation = Math.sqrt(squares / (level.length - 1));
        double t = TDistribution.of(level.length - 1).inverseSurvivalProbability(rules.alpha() / (2 * MOST * traces));
        return t * deviation * Math.sqrt(1.0 / newest + 1.0 / level.length);
    }
}
