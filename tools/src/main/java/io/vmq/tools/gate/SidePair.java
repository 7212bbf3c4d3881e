package io.vmq.tools.gate;

import io.vmq.tools.scenario.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Two sides cut down to what was asked for, with at least one series that can be compared. */
public record SidePair(Side baseline, Side candidate) {

    /**
     * Pairs two sides.
     *
     * @throws BadInputException
     *             if a part of the choice fits nothing, or the sides have no series in common
     */
    public static SidePair of(Side baseline, Side candidate, SeriesChoice choice) {
        choice.refuseWhatFitsNothing(baseline, candidate);
        SidePair pair = new SidePair(choice.of(baseline), choice.of(candidate));
        if (pair.baseline.series().stream().noneMatch(series -> hasPartner(series, pair.candidate))) {
            refuseOtherFigures(pair);
            throw new BadInputException("nothing to compare: " + baseline.source() + " has " + listed(pair.baseline)
                    + ", " + candidate.source() + " has " + listed(pair.candidate)
                    + " (expected a series of the same name, with the same figures, in both)");
        }
        return pair;
    }

    /** Series of the same name that were measured in other units, or of which less was better and now more is. */
    private static void refuseOtherFigures(SidePair pair) {
        for (Series series : pair.baseline.series()) {
            for (Series other : pair.candidate.series()) {
                if (other.name().equals(series.name())) {
                    throw new BadInputException("nothing to compare: " + SeriesChoice.named(List.of(series.name()))
                            + " has " + figures(series) + " in " + pair.baseline.source() + ", and " + figures(other)
                            + " in " + pair.candidate.source() + " (expected the same figures in both)");
                }
            }
        }
    }

    private static String figures(Series series) {
        return series.metrics().stream().limit(5).map(metric -> metric.name() + " in '" + metric.unit() + "', "
                + (metric.growthIsBad() ? "lower" : "higher") + " is better").collect(Collectors.joining("; "));
    }

    private static boolean hasPartner(Series series, Side side) {
        return side.series().stream().anyMatch(other -> other.name().equals(series.name())
                && (other.metrics().stream().anyMatch(series.metrics()::contains)
                        || (SeriesChoice.hasShape(series) && SeriesChoice.hasShape(other))));
    }

    private static String listed(Side side) {
        return side.series().isEmpty() ? "no such series"
                : SeriesChoice.named(side.series().stream().map(Series::name).toList());
    }
}
