package io.vmq.tools.gate.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What trials of one baseline differ by among themselves, and what that does to a comparison. */
final class NoiseFloor {

    /** Of distances that vary normally, how many times the median one 95 of 100 are below. */
    private static final double MOST_OVER_MEDIAN = 1.959964 / 0.6744898;

    private NoiseFloor() {}

    /**
     * A shift that two sides of that many trials stay under in 95 of 100 cases if both are the baseline: from the median distance between two of its trials (of the same
     * block, if there are blocks), which a stray trial does not change, made smaller as averaging does. In logarithms; null if no two trials can be compared.
     */
    static @Nullable Double of(Figure figure) {
        Layout layout = figure.layout();
        int[] baseline = IntStream.range(0, layout.size()).filter(i -> !layout.candidate().get(i)).toArray();
        double[] distances = Arrays.stream(baseline)
                .mapToObj(i -> Arrays.stream(baseline)
                        .filter(j -> j < i && layout.blocks().get(i).equals(layout.blocks().get(j)))
                        .mapToDouble(j -> Math.abs(figure.plain(i) - figure.plain(j))))
                .flatMapToDouble(pairs -> pairs).sorted().toArray();
        if (distances.length == 0) {
            return null;
        }
        double averaging = Math.sqrt((1.0 / layout.count(false) + 1.0 / layout.count(true)) / 2);
        return MOST_OVER_MEDIAN * Quantiles.of(distances, 0.5) * averaging;
    }
}
