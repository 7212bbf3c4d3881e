package io.vmq.tools.command;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.search.LatencyLimit;
import io.vmq.tools.search.SearchGoal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a load must hold to. */
final class GoalOptions {

    @Option(names = "--goal", paramLabel = "GOAL[,GOAL]",
            description = "ndr: no loss, pdr: at most 0.5%% (default both, unless --loss is given)")
    private @Nullable String names;

    @Option(names = "--loss", paramLabel = "SHARE",
            description = "A goal of one's own: at most this loss, such as 0.1%%")
    private @Nullable String loss;

    @Option(names = "--limit", paramLabel = "POINT=TIME",
            description = "One goal more: the largest of the losses, and latency within p99.9=100us (p50, p90, p99, "
                    + "p99.9, p99.99 or max); may be given several times")
    private List<String> limits = new ArrayList<>();

    /**
     * The goals.
     *
     * @throws BadInputException
     *             for what is no goal
     */
    List<SearchGoal> goals() {
        List<SearchGoal> goals = new ArrayList<>();
        if (names != null) {
            goals.addAll(SearchCommand.read("--goal", names, SearchGoal::parse));
        } else if (loss == null) {
            goals.addAll(List.of(SearchGoal.NDR, SearchGoal.PDR));
        }
        if (loss != null) {
            goals.add(SearchCommand.read("--loss", loss, SearchGoal::ofLoss));
        }
        List<LatencyLimit> kept = limits.stream()
                .map(text -> SearchCommand.read("--limit", text, LatencyLimit::parse)).toList();
        if (!kept.isEmpty()) {
            refuseTwice(kept);
            goals.add(goals.stream().max(Comparator.comparingDouble(SearchGoal::lossRatio)).orElseThrow().with(kept));
        }
        return goals;
    }

    private static void refuseTwice(List<LatencyLimit> kept) {
        if (kept.stream().map(LatencyLimit::point).distinct().count() < kept.size()) {
            throw new BadInputException("--limit: one figure has two limits (expected one limit for each of p50, p90, "
                    + "p99, p99.9, p99.99 and max)");
        }
    }
}
