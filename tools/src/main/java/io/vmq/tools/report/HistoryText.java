package io.vmq.tools.report;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.history.Change;
import io.vmq.tools.gate.history.Drift;
import io.vmq.tools.gate.history.History;
import io.vmq.tools.gate.history.HistoryResult;
import io.vmq.tools.gate.history.Point;
import io.vmq.tools.gate.history.Reading;
import io.vmq.tools.gate.history.Suspect;
import io.vmq.tools.gate.history.Trace;
import io.vmq.tools.gate.history.Untested;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The changes of a history for people: a row for each, the course of what moved, and sentences on what else is to be known. */
public final class HistoryText {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final int COMMIT_LENGTH = 12;
    private static final int MOST_REMARKS = 10;
    private static final int MOST_COURSES = 20;
    private static final int MOST_UNTESTED = 5;

    private final HistoryResult result;
    private final History history;

    private HistoryText(HistoryResult result) {
        this.result = result;
        history = result.history();
    }

    /**
     * The text, which ends with a line feed.
     *
     * @param terminal
     *            what it goes to, null if to no terminal
     */
    public static String text(HistoryResult result, @Nullable TerminalStyle terminal) {
        return new HistoryText(result).text(terminal);
    }

    private String text(@Nullable TerminalStyle terminal) {
        StringBuilder text = new StringBuilder(heading()).append('\n');
        text.append(result.changes().isEmpty() ? "No figure has moved from one level to another.\n" : table());
        if (terminal != null && terminal.unicode()) {
            text.append(courses(terminal));
        }
        text.append('\n');
        result.drifts().forEach(drift -> text.append(sentence(drift)).append('\n'));
        result.suspects().forEach(suspect -> text.append(sentence(suspect)).append('\n'));
        text.append(notTested());
        history.remarks().stream().limit(MOST_REMARKS)
                .forEach(remark -> text.append("Note: ").append(PlainText.sentence(remark)).append('\n'));
        if (history.remarks().size() > MOST_REMARKS) {
            text.append("Note: ").append(history.remarks().size() - MOST_REMARKS)
                    .append(" more remarks are in the document (--json).\n");
        }
        return text.append(verdict()).append('\n').toString();
    }

    private String heading() {
        List<Point> points = history.points();
        long series = history.traces().stream().map(Trace::series).distinct().count();
        return "history    " + PlainText.of(history.source()) + "\nresults    " + points.size() + " "
                + history.order() + ", from " + PlainText.name(points.getFirst().label()) + " to "
                + PlainText.name(points.getLast().label()) + "\n" + "figures    " + history.traces().size() + " of "
                + series + " series; changes of " + GateFigures.exactPercent(result.rules().minEffect())
                + " and more; at most "
                + GateFigures.exactPercent(result.rules().alpha()) + " false alarms over all of them\n";
    }

    private String table() {
        TextTable table = new TextTable().words("series").words("metric").words("since").words("commit").figures("from")
                .figures("to").figures("change").words("").figures("p").figures("before").figures("after");
        result.changes().stream()
                .sorted(Comparator.comparingInt(Change::at).reversed()
                        .thenComparingInt(change -> change.worse() ? 0 : 1))
                .forEach(change -> table.row(PlainText.name(change.series()), PlainText.name(change.metric().name()),
                        PlainText.name(history.points().get(change.at()).label()),
                        commit(history.points().get(change.at())), value(change.metric(), change.from()),
                        value(change.metric(), change.to()), GateFigures.change(change.ratio()), kind(change),
                        GateFigures.chance(change.pValue()), Integer.toString(change.before()),
                        Integer.toString(change.after())));
        return table.text();
    }

    private static String kind(Change change) {
        return (change.worse() ? "worse" : "better") + (change.undone() ? ", undone since" : "");
    }

    private static String commit(Point point) {
        String commit = point.commit();
        if (commit == null) {
            return Figures.NONE;
        }
        String plain = PlainText.name(commit);
        return plain.length() <= COMMIT_LENGTH ? plain : plain.substring(0, COMMIT_LENGTH);
    }

    /** A value with its unit: latency in microseconds, anything else with four digits. */
    static String value(Metric metric, double value) {
        if (metric.unit().equals("ns")) {
            return Figures.us(value) + " us";
        }
        BigDecimal exact = value == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(value);
        BigDecimal shown = exact.precision() - exact.scale() > FOUR_DIGITS.getPrecision()
                ? exact.setScale(0, RoundingMode.HALF_UP)
                : exact.round(FOUR_DIGITS);
        return (shown.toPlainString() + " " + PlainText.name(metric.unit())).strip();
    }

    /** What moved; of a series where nothing did, its tail. */
    private String courses(TerminalStyle terminal) {
        List<Trace> shown = history.traces().stream().filter(this::isShown).limit(MOST_COURSES).toList();
        int names = shown.stream().mapToInt(trace -> name(trace).length()).max().orElse(0);
        String rows = shown.stream().map(trace -> course(trace, names, terminal)).collect(Collectors.joining());
        return "\noldest to newest:\n" + rows;
    }

    private boolean isShown(Trace trace) {
        if (trace.readings().isEmpty()) {
            return false;
        }
        boolean seriesMoved = moved().anyMatch(moved -> moved.series().equals(trace.series()));
        return seriesMoved ? moved().anyMatch(trace::equals) : trace.equals(tail(trace.series()));
    }

    private Stream<Trace> moved() {
        return history.traces().stream().filter(trace -> result.changes().stream()
                .anyMatch(change -> change.series().equals(trace.series()) && change.metric().equals(trace.metric()))
                || result.suspects().stream().anyMatch(suspect -> suspect.series().equals(trace.series())
                        && suspect.metric().equals(trace.metric())));
    }

    private Trace tail(String series) {
        List<Trace> traces = history.traces().stream().filter(trace -> trace.series().equals(series)).toList();
        return traces.stream().filter(trace -> trace.metric().name().equals("p99")).findFirst()
                .orElseGet(traces::getFirst);
    }

    private String course(Trace trace, int names, TerminalStyle terminal) {
        @Nullable Double[] values = new Double[history.points().size()];
        trace.readings().forEach(reading -> values[reading.point()] = shown(trace, reading));
        double low = trace.readings().stream().mapToDouble(Reading::value).min().orElse(0);
        double high = trace.readings().stream().mapToDouble(Reading::value).max().orElse(0);
        String range = value(trace.metric(), low) + " to " + value(trace.metric(), high);
        int room = Math.max(terminal.columns() - names - range.length() - 5, 20);
        String line = Sparkline.of(values, room, 1 + 4 * result.rules().minEffect());
        return " " + name(trace) + " ".repeat(names - name(trace).length()) + "  " + line + "  " + range + "\n";
    }

    /** What is drawn, on an axis that has no zero: it lies below all else. */
    private static double shown(Trace trace, Reading reading) {
        return reading.value() > 0 ? reading.value()
                : trace.readings().stream().mapToDouble(Reading::value).filter(value -> value > 0).min().orElse(1) / 2;
    }

    private static String name(Trace trace) {
        return PlainText.name(trace.series()) + " " + PlainText.name(trace.metric().name());
    }

    private static String sentence(Drift drift) {
        return "Drift: " + PlainText.name(drift.series()) + " " + PlainText.name(drift.metric().name()) + " moved by "
                + GateFigures.change(drift.ratio())
                + " bit by bit rather than at once; its changes say when that had become clear, not which result did it.";
    }

    private String sentence(Suspect suspect) {
        Point since = history.points().get(suspect.since());
        return "Suspect: " + PlainText.name(suspect.series()) + " " + PlainText.name(suspect.metric().name()) + " is "
                + value(suspect.metric(), suspect.value())
                + (suspect.points() == 1 ? " in the newest result, " : " in the newest two results, since ")
                + PlainText.name(since.label()) + ", where " + value(suspect.metric(), suspect.low()) + " to "
                + value(suspect.metric(), suspect.high()) + " was to be expected ("
                + GateFigures.change(suspect.ratio())
                + ", " + (suspect.worse() ? "worse" : "better") + "); confirm it with vmq gate run.";
    }

    private String verdict() {
        int last = result.rules().last();
        String among = "among the last " + last + " results";
        List<Change> recent = result.changes().stream().filter(result::isRecent).filter(change -> !change.undone())
                .toList();
        long worse = recent.stream().filter(Change::worse).count();
        return switch (result.verdict()) {
            case REGRESSED -> "REGRESSED: " + figures(worse) + " got worse " + among + " and did not come back"
                    + firstCommit(recent) + ".";
            case INCONCLUSIVE -> "INCONCLUSIVE: " + (isShort()
                    ? history.points().size() + " results; it takes " + result.needed()
                            + " at least to tell a change of one figure from chance among " + history.traces().size()
                    : "nothing can be said of " + figures(result.untested().size()) + " of "
                            + history.traces().size())
                    + ".";
            case IMPROVED -> "Improved: " + figures(recent.size()) + " got better " + among + ", and none worse.";
            case PASS -> "Pass: no figure got worse " + among + (result.changes().stream()
                    .anyMatch(change -> change.worse() && !change.undone()) ? " (--last looks further back)." : ".");
        };
    }

    /** Whether there are too few results for any figure. */
    private boolean isShort() {
        return history.points().size() < result.needed();
    }

    private String notTested() {
        if (result.untested().isEmpty() || isShort()) {
            return "";
        }
        String first = result.untested().stream().limit(MOST_UNTESTED).map(this::sentence)
                .collect(Collectors.joining(", "));
        int more = result.untested().size() - MOST_UNTESTED;
        return "Not tested: " + first + (more > 0 ? " and " + more + " more" : "")
                + "; --series and --metric choose others.\n";
    }

    private String sentence(Untested one) {
        return PlainText.name(one.series()) + " " + PlainText.name(one.metric().name()) + (one.isRecent()
                ? " (" + one.readings() + " values, and it takes " + result.needed() + ")"
                : " (none among the last " + result.rules().last() + " results)");
    }

    private static String figures(long count) {
        return count == 1 ? "1 figure" : count + " figures";
    }

    /** Where to look first: the earliest that still stands. */
    private String firstCommit(List<Change> recent) {
        return recent.stream().filter(Change::worse).min(Comparator.comparingInt(Change::at))
                .map(change -> history.points().get(change.at()))
                .map(point -> "; the first at " + PlainText.name(point.label())
                        + (point.commit() == null || point.label().equals(point.commit()) ? ""
                                : " (commit " + commit(point) + ")"))
                .orElse("");
    }
}
