package io.vmq.tools.report;

import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.search.DurationSums;
import io.vmq.tools.search.Ending;
import io.vmq.tools.search.EverySeed;
import io.vmq.tools.search.GoalResult;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.LoadSearch;
import io.vmq.tools.search.LowerTrials;
import io.vmq.tools.search.ModeResult;
import io.vmq.tools.search.SearchResult;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a search gave, as a table for people. */
public final class SearchTable {

    private final SearchResult result;
    private final TextTable table = new TextTable().words("mode").words("goal").figures("lower pps")
            .figures("upper pps").figures("lower Gb/s").figures("upper Gb/s").figures("delivered Gb/s")
            .figures("width %").figures("frames a trial").figures("trials").words("limit");

    private SearchTable(SearchResult result) {
        this.result = result;
    }

    /** Heading, table and notes. */
    public static String text(SearchResult result) {
        return new SearchTable(result).text();
    }

    private String text() {
        for (ModeResult mode : result.modes()) {
            mode.goals().forEach(goal -> row(mode, goal));
        }
        return heading() + "\n" + table.text() + notes();
    }

    private String heading() {
        Scenario scenario = result.plan().scenario();
        LoadRange range = result.plan().range();
        return scenario.name() + ": search from " + pps(range.minPps()) + " to " + pps(range.maxPps()) + " pps, "
                + scenario.run().clock().name().toLowerCase(Locale.ROOT) + " clock, "
                + ScenarioText.time(scenario.run()) + " a trial, " + rule() + ", seed " + scenario.run().seed() + "\n"
                + ScenarioText.traffic(scenario) + "\n" + ScenarioText.host(scenario) + "\n";
    }

    private String rule() {
        return switch (result.plan().rule()) {
            case EverySeed seeds -> seeds.trials() == 1 ? "1 trial a load"
                    : "all of " + seeds.trials() + " trials a load";
            case DurationSums sums -> "Goal Duration Sum " + new TimeSpan(sums.durationSumNs()).text();
        };
    }

    private void row(ModeResult mode, GoalResult goal) {
        Double width = goal.relativeWidth();
        table.row(mode.mode(), goal.goal().name(), pps(goal.lowerPps()), pps(goal.upperPps()), gbps(goal.lowerPps()),
                gbps(goal.upperPps()),
                LowerTrials.of(mode, goal).map(trials -> Figures.gbps(trials.deliveredBps())).orElse(Figures.NONE),
                width == null ? Figures.NONE : Figures.percent(width), framesATrial(mode, goal),
                Integer.toString(mode.trials().size()), limit(goal));
    }

    private static String limit(GoalResult goal) {
        return goal.ending() == Ending.FOUND || goal.ending() == Ending.MAX_LOAD ? goal.limit()
                : goal.ending().label() + (goal.limit().isEmpty() ? "" : ": " + goal.limit());
    }

    /** Frames of the longest trial at the lower bound: no loss among few frames means little. */
    private static String framesATrial(ModeResult mode, GoalResult goal) {
        Double atPps = goal.lowerPps() == null ? goal.upperPps() : goal.lowerPps();
        return mode.trials().stream().filter(ModeResult.Trial::counts).map(ModeResult.Trial::outcome)
                .filter(trial -> atPps != null && trial.request().loadPps() == atPps)
                .map(trial -> trial.generated() + trial.unsent()).max(Long::compare).map(Figures::count)
                .orElse(Figures.NONE);
    }

    private static String pps(@Nullable Double pps) {
        return pps == null ? Figures.NONE : LoadRange.plain(pps).toPlainString();
    }

    private String gbps(@Nullable Double pps) {
        return pps == null ? Figures.NONE : Figures.gbps(result.plan().bps(pps));
    }

    private String notes() {
        StringBuilder notes = new StringBuilder(SearchNotes.text(result));
        for (ModeResult mode : result.modes()) {
            long invalid = mode.trials().stream().filter(trial -> !trial.discarded() && !trial.outcome().valid())
                    .count();
            if (invalid > 0) {
                notes.append("INVALID ").append(mode.mode()).append(": ").append(invalid)
                        .append(invalid == 1 ? " trial (" : " trials (").append(reasons(mode))
                        .append("), which count neither as loss nor as success; after ")
                        .append(LoadSearch.INVALID_IN_A_ROW).append(" in a row a load is given up.\n");
            }
        }
        if (result.interrupted()) {
            notes.append("Interrupted: bounds are as far as they were found.\n");
        }
        return (notes.isEmpty() ? "" : "\n" + notes)
                + "\nMore: vmq run --mode MODE --rate LOWER (that trial in detail), "
                + "--json, --out DIR, --limit p99.9=100us; vmq search --help\n";
    }

    private static String reasons(ModeResult mode) {
        return mode.trials().stream().filter(trial -> !trial.discarded())
                .flatMap(trial -> trial.outcome().invalidReasons().stream()).distinct().sorted()
                .collect(Collectors.joining(", "));
    }
}
