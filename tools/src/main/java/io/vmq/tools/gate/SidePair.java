package io.vmq.tools.gate;

import io.vmq.tools.scenario.BadInputException;

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
            throw new BadInputException("nothing to compare: " + baseline.source() + " has " + listed(pair.baseline)
                    + ", " + candidate.source() + " has " + listed(pair.candidate)
                    + " (expected a series of the same name, with the same figures, in both)");
        }
        return pair;
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
