package io.vmq.tools.gate.history;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.scenario.BadInputException;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which figures of a history are looked at, and which way is good.
 *
 * @param wanted
 *            series and figures
 * @param higherIsBetter
 *            patterns of columns of a CSV file that are better when they grow, beside those that are called rate
 */
public record FigureChoice(SeriesChoice wanted, List<String> higherIsBetter) {

    private static final int MOST_NAMED = 5;

    public FigureChoice {
        higherIsBetter = List.copyOf(higherIsBetter);
    }

    boolean has(Trace trace) {
        return wanted.has(trace.series(), trace.metric().name());
    }

    /** Whether a column was said to be better when it grows. */
    boolean grows(String column) {
        return higherIsBetter.stream().anyMatch(glob -> fits(glob, column));
    }

    /**
     * Refuses a pattern or a name that fits no figure, which would otherwise look like a pass.
     *
     * @throws BadInputException
     *             if there is one
     */
    void refuseWhatFitsNothing(Collection<Trace> traces) {
        List<String> series = traces.stream().map(Trace::series).distinct().toList();
        refuseUnless(wanted.globs(), glob -> series.stream().anyMatch(name -> fits(glob, name)), "--series",
                "fits no series", series);
        List<String> metrics = traces.stream().map(trace -> trace.metric().name()).distinct().toList();
        refuseUnless(wanted.metrics(), metrics::contains, "--metric", "is no figure of a series", metrics);
    }

    /**
     * Refuses a pattern of columns that fits none.
     *
     * @throws BadInputException
     *             if there is one
     */
    void refuseWhatFitsNoColumn(List<String> columns) {
        refuseUnless(higherIsBetter, glob -> columns.stream().anyMatch(column -> fits(glob, column)),
                "--higher-is-better", "fits no column", columns);
    }

    private static boolean fits(String glob, String name) {
        return new SeriesChoice(List.of(glob), List.of()).has(name, "");
    }

    private static void refuseUnless(List<String> asked, Predicate<String> isKnown, String option, String what,
            List<String> there) {
        asked.stream().filter(text -> !isKnown.test(text)).findFirst().ifPresent(text -> {
            throw new BadInputException(
                    option + ": " + Refusal.quoted(text) + " " + what + " (there are: " + named(there) + ")");
        });
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).map(Refusal::quoted).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? first : first + " and " + (names.size() - MOST_NAMED) + " more";
    }
}
