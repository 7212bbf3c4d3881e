package io.vmq.tools.gate;

import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Two sides cut down to the series that both have; remarks of the candidate name what is left out. */
public record SidePair(Side baseline, Side candidate) {

    private static final int MOST_REMARKS = 5;

    /**
     * Pairs two sides by the names of their series.
     *
     * @param remarks
     *            what else there is to say of the two together
     * @throws BadInputException
     *             if the choice fits nothing, or the sides have no series in common
     */
    public static SidePair of(Side baseline, Side candidate, SeriesChoice choice, List<String> remarks) {
        choice.refuseWhatFitsNothing(baseline, candidate);
        Side before = choice.of(baseline);
        Side after = choice.of(candidate);
        Set<String> common = before.series().stream().filter(series -> hasPartner(series, after)).map(Series::name)
                .collect(Collectors.toSet());
        if (common.isEmpty()) {
            throw new BadInputException("nothing to compare: " + baseline.source() + " has " + listed(before) + ", "
                    + candidate.source() + " has " + listed(after)
                    + " (expected a series of the same name, with the same figures, in both)");
        }
        List<String> all = new ArrayList<>(remarks);
        all.addAll(leftOut(before, after, common));
        return new SidePair(only(common, before, List.of()), only(common, after, all));
    }

    private static boolean hasPartner(Series series, Side side) {
        return side.series().stream().anyMatch(other -> other.name().equals(series.name())
                && other.metrics().stream().anyMatch(series.metrics()::contains));
    }

    private static List<String> names(Side side) {
        return side.series().stream().map(Series::name).toList();
    }

    private static String listed(Side side) {
        return side.series().isEmpty() ? "no such series" : SeriesChoice.named(names(side));
    }

    private static List<String> leftOut(Side before, Side after, Set<String> common) {
        List<String> sentences = new ArrayList<>();
        for (Side side : List.of(before, after)) {
            names(side).stream().filter(name -> !common.contains(name)).map(
                    name -> "series " + SeriesChoice.named(List.of(name)) + " is only in " + side.source()
                            + " and is left out")
                    .forEach(sentences::add);
        }
        return cut(sentences);
    }

    private static List<String> cut(List<String> sentences) {
        if (sentences.size() <= MOST_REMARKS) {
            return sentences;
        }
        List<String> first = new ArrayList<>(sentences.subList(0, MOST_REMARKS));
        first.add("and " + (sentences.size() - MOST_REMARKS) + " more series that only one side has");
        return first;
    }

    private static Side only(Set<String> names, Side side, List<String> more) {
        List<String> remarks = new ArrayList<>(side.remarks());
        remarks.addAll(more);
        return new Side(side.source(),
                side.series().stream().filter(series -> names.contains(series.name())).toList(), side.circumstances(),
                remarks);
    }
}
