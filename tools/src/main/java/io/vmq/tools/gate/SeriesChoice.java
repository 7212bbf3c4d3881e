package io.vmq.tools.gate;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which series and figures are to be compared.
 *
 * @param globs
 *            patterns of names of series, in which {@code *} stands for anything and {@code ?} for one character; none means all
 * @param metrics
 *            names of figures, of which {@code shape} is the whole distribution; none means all
 */
public record SeriesChoice(List<String> globs, List<String> metrics) {

    /** Everything. */
    public static final SeriesChoice ALL = new SeriesChoice(List.of(), List.of());

    private static final int MOST_NAMED = 5;

    public SeriesChoice {
        globs = List.copyOf(globs);
        metrics = List.copyOf(metrics);
    }

    /** What was chosen of a side; a series without a chosen figure is left out, one without a trial is not. */
    public Side of(Side side) {
        return new Side(side.source(), side.series().stream().filter(this::has).map(this::of)
                .filter(SeriesChoice::hasSomething).toList(),
                side.circumstances(), side.remarks());
    }

    private boolean has(Series series) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> fits(glob, series.name()));
    }

    /** Whether a figure of a series is chosen. */
    public boolean has(String series, String metric) {
        return (globs.isEmpty() || globs.stream().anyMatch(glob -> fits(glob, series)))
                && (metrics.isEmpty() || metrics.contains(metric));
    }

    private static boolean hasSomething(Series series) {
        return !series.metrics().isEmpty() || hasShape(series);
    }

    /** Whether there is a distribution to compare. */
    static boolean hasShape(Series series) {
        return series.trials().stream().anyMatch(trial -> trial.curve() != null);
    }

    private Series of(Series series) {
        return metrics.isEmpty() ? series
                : new Series(series.name(),
                        series.metrics().stream().filter(metric -> metrics.contains(metric.name())).toList(),
                        series.trials().stream().map(this::of).toList());
    }

    private TrialFigures of(TrialFigures trial) {
        return new TrialFigures(trial.block(), trial.figures().entrySet().stream()
                .filter(figure -> metrics.contains(figure.getKey().name()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                metrics.contains(Metric.SHAPE.name()) ? trial.curve() : null);
    }

    /**
     * Refuses a pattern or a name that fits nothing on either side, which would otherwise look like a pass.
     *
     * @throws BadInputException
     *             if there is one
     */
    void refuseWhatFitsNothing(Side baseline, Side candidate) {
        List<Series> all = Stream.of(baseline, candidate).flatMap(side -> side.series().stream()).toList();
        List<String> names = all.stream().map(Series::name).distinct().toList();
        refuseUnless(globs, glob -> names.stream().anyMatch(name -> fits(glob, name)), "--series", "fits no series",
                names);
        List<String> figures = all.stream().flatMap(SeriesChoice::figures).distinct().toList();
        refuseUnless(metrics, figures::contains, "--metric", "is no figure of a series", figures);
    }

    private static Stream<String> figures(Series series) {
        Stream<String> names = series.metrics().stream().map(Metric::name);
        return hasShape(series) ? Stream.concat(names, Stream.of(Metric.SHAPE.name())) : names;
    }

    private static void refuseUnless(List<String> asked, Predicate<String> known, String option, String what,
            List<String> there) {
        asked.stream().filter(text -> !known.test(text)).findFirst().ifPresent(text -> {
            throw new BadInputException(option + ": " + Refusal.quoted(text) + " " + what + " (there are: "
                    + named(there) + ")");
        });
    }

    private static boolean fits(String glob, String name) {
        String pattern = Pattern.compile("[*?]|[^*?]+").matcher(glob).replaceAll(found -> switch (found.group()) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Matcher.quoteReplacement(Pattern.quote(found.group()));
        });
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(name).matches();
    }

    /** The first few names, and how many more there are. */
    static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).map(Refusal::quoted).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? first : first + " and " + (names.size() - MOST_NAMED) + " more";
    }
}
