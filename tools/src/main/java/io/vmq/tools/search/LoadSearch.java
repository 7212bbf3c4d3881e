package io.vmq.tools.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The search for the bounds of one mode: says which trial it wants next, and is told what the trial gave. Runs nothing itself, so
 * it is the same for a machine, a model or a made-up device. Trials count for all goals.
 *
 * <p>
 * The largest load comes first; what it delivers is the first guess. From there the search goes up or down in steps that double,
 * until it has a bound on either side, and halves their distance until it is as small as the rule asks for. An INVALID trial
 * counts neither for nor against the mode and is repeated; after {@value #INVALID_IN_A_ROW} in a row at one load, that load is the
 * limit of this machine and the search stays below it.
 *
 * <p>
 * The search assumes, as RFC 9971 does, that a load above one that misses a goal misses it too.
 */
public final class LoadSearch {

    /** INVALID trials in a row after which a load is given up. */
    public static final int INVALID_IN_A_ROW = 3;

    /** Bounds against a machine that cannot follow are no property of a mode, and need not be close. */
    private static final double HOST_WIDTH = 0.05;
    /** A little less than two widths, so that one halving is enough. */
    private static final double STEP = 1.9;

    private final List<SearchGoal> goals;
    private final LoadRange range;
    private final LoadRule rule;
    private final NavigableMap<Double, List<TrialOutcome>> counted = new TreeMap<>();
    private final double[] origins;
    private double hostLimitPps = Double.POSITIVE_INFINITY;
    private List<String> hostReasons = List.of();
    private int invalidInARow;
    private int level;

    public LoadSearch(List<SearchGoal> goals, LoadRange range, LoadRule rule) {
        this.goals = List.copyOf(goals);
        this.range = range;
        this.rule = rule;
        origins = new double[goals.size()];
        Arrays.fill(origins, Double.NaN);
    }

    /** The trial that is wanted now; empty when the search is over. Asked again, it says the same. */
    public Optional<TrialRequest> next() {
        while (level < rule.levels()) {
            for (int i = 0; i < goals.size(); i++) {
                OptionalDouble load = wanted(i);
                if (load.isPresent()) {
                    int done = counted.getOrDefault(load.getAsDouble(), List.of()).size();
                    return Optional.of(rule.next(level, load.getAsDouble(), done));
                }
            }
            endLevel();
        }
        return Optional.empty();
    }

    private void endLevel() {
        for (int i = 0; i < goals.size(); i++) {
            Bounds bounds = bounds(goals.get(i));
            origins[i] = bounds.hasLower() ? bounds.lowerPps : range.minPps();
        }
        level++;
    }

    /** Takes what the wanted trial gave; not for trials that were stopped. */
    public void add(TrialOutcome outcome) {
        double loadPps = outcome.request().loadPps();
        if (outcome.valid()) {
            invalidInARow = 0;
            counted.computeIfAbsent(loadPps, _ -> new ArrayList<>()).add(outcome);
        } else if (++invalidInARow == INVALID_IN_A_ROW) {
            invalidInARow = 0;
            hostLimitPps = Math.min(hostLimitPps, loadPps);
            hostReasons = outcome.invalidReasons();
        }
    }

    /**
     * What the trials so far say at the present level.
     *
     * @param lowerPps
     *            0 if there is none
     * @param upperPps
     *            infinite if there is none
     * @param topPps
     *            the upper bound or the limit of the machine, whichever is less
     */
    private record Bounds(double lowerPps, double upperPps, double topPps) {

        boolean hasLower() {
            return lowerPps > 0;
        }

        boolean hasTop() {
            return Double.isFinite(topPps);
        }

        boolean isHostLimited() {
            return topPps < upperPps;
        }

        double width() {
            return (topPps - lowerPps) / topPps;
        }

        boolean surround(double loadPps) {
            return loadPps > lowerPps && loadPps < topPps;
        }
    }

    private Bounds bounds(SearchGoal goal) {
        double upperPps = counted.keySet().stream().filter(load -> classify(goal, load) == Bound.UPPER).findFirst()
                .orElse(Double.POSITIVE_INFINITY);
        double topPps = Math.min(upperPps, hostLimitPps);
        double lowerPps = counted.headMap(topPps, false).descendingKeySet().stream()
                .filter(load -> classify(goal, load) == Bound.LOWER).findFirst().orElse(0.0);
        return new Bounds(lowerPps, upperPps, topPps);
    }

    private Bound classify(SearchGoal goal, double loadPps) {
        return rule.classify(Math.min(level, rule.levels() - 1), goal, counted.getOrDefault(loadPps, List.of()));
    }

    /** The load to be tried next for a goal at this level; empty if its bounds are close enough. */
    private OptionalDouble wanted(int goal) {
        Bounds bounds = bounds(goals.get(goal));
        double maxPps = range.maxPps();
        if (level == 0 && maxPps < hostLimitPps && classify(goals.get(goal), maxPps) == Bound.UNDECIDED) {
            return OptionalDouble.of(maxPps);
        }
        double originPps = origin(goal, bounds);
        if (bounds.surround(originPps) && classify(goals.get(goal), originPps) == Bound.UNDECIDED) {
            return OptionalDouble.of(originPps);
        }
        return isOver(bounds) ? OptionalDouble.empty() : OptionalDouble.of(step(bounds, originPps));
    }

    private boolean isOver(Bounds bounds) {
        if (!bounds.hasTop()) {
            return bounds.lowerPps >= range.maxPps();
        }
        if (!bounds.hasLower()) {
            return bounds.topPps <= range.minPps();
        }
        return bounds.width() <= Math.max(rule.width(level), bounds.isHostLimited() ? HOST_WIDTH : 0);
    }

    /** Where a level begins: the first at what the largest load delivers, each other one where the one before ended. */
    private double origin(int goal, Bounds bounds) {
        if (Double.isNaN(origins[goal])) {
            List<TrialOutcome> atMax = counted.getOrDefault(range.maxPps(), List.of());
            double guessPps = atMax.isEmpty() ? bounds.topPps / 2
                    : atMax.stream().mapToDouble(TrialOutcome::deliveredPps).average().orElseThrow();
            origins[goal] = range.clamp(guessPps);
        }
        return origins[goal];
    }

    private double step(Bounds bounds, double originPps) {
        double width = rule.width(level);
        if (!bounds.hasTop()) {
            return range.clamp(bounds.lowerPps + STEP * Math.max(width * bounds.lowerPps, bounds.lowerPps - originPps));
        }
        double downPps = bounds.topPps - STEP * Math.max(width * bounds.topPps, originPps - bounds.topPps);
        if (!bounds.hasLower()) {
            return range.clamp(Math.max(range.minPps(), bounds.isHostLimited() ? bounds.topPps / 2 : downPps));
        }
        double middlePps = Math.sqrt(bounds.lowerPps * bounds.topPps);
        double upPps = bounds.lowerPps + STEP * Math.max(width * bounds.topPps, bounds.lowerPps - originPps);
        return range.clamp(bounds.lowerPps >= originPps ? Math.min(middlePps, upPps) : Math.max(middlePps, downPps));
    }

    /** What is known for each goal, in the order of the goals; at the end, or before it if the search was stopped. */
    public List<GoalResult> results() {
        return goals.stream().map(this::result).toList();
    }

    private GoalResult result(SearchGoal goal) {
        Bounds bounds = bounds(goal);
        Double lowerPps = bounds.hasLower() ? bounds.lowerPps : null;
        Double upperPps = Double.isFinite(bounds.upperPps) && !bounds.isHostLimited() ? bounds.upperPps : null;
        Ending ending = ending(bounds);
        return new GoalResult(goal, ending, lowerPps, upperPps,
                lowerPps == null ? null : Double.valueOf(rule.conditionalPps(goal, counted.getOrDefault(lowerPps,
                        List.of()))),
                Double.isFinite(hostLimitPps) ? hostLimitPps : null,
                upperPps == null ? null : metAbove(goal, upperPps), limit(goal, ending, upperPps));
    }

    private @Nullable Double metAbove(SearchGoal goal, double upperPps) {
        return counted.tailMap(upperPps, false).descendingKeySet().stream()
                .filter(load -> classify(goal, load) == Bound.LOWER).findFirst().orElse(null);
    }

    private Ending ending(Bounds bounds) {
        if (level < rule.levels()) {
            return Ending.INTERRUPTED;
        }
        if (bounds.isHostLimited()) {
            return Ending.HOST;
        }
        if (!bounds.hasLower()) {
            return Ending.NO_LOAD;
        }
        return bounds.hasTop() ? Ending.FOUND : Ending.MAX_LOAD;
    }

    private String limit(SearchGoal goal, Ending ending, @Nullable Double upperPps) {
        return switch (ending) {
            case FOUND, INTERRUPTED -> missed(goal, upperPps);
            case NO_LOAD -> "even the smallest load does not meet the goal: " + missed(goal, upperPps);
            case MAX_LOAD -> range.isLink() ? "the link is the limit" : "larger loads were not to be tried";
            case HOST -> "trials at " + LoadRange.plain(hostLimitPps) + " pps are INVALID ("
                    + String.join(", ", hostReasons) + ")";
        };
    }

    private String missed(SearchGoal goal, @Nullable Double upperPps) {
        return upperPps == null ? ""
                : counted.getOrDefault(upperPps, List.of()).stream().filter(trial -> !goal.isMetBy(trial))
                        .map(goal::missed).findFirst().orElse("");
    }

    /** Roughly which part of the search is done, 0 to 1. */
    public double share() {
        if (level >= rule.levels()) {
            return 1;
        }
        double ofLevel = goals.stream().mapToDouble(goal -> closeness(bounds(goal))).average().orElse(0);
        return (level + ofLevel) / rule.levels();
    }

    /** 0 for bounds that are a link apart, 1 for those that are close enough; halvings count alike. */
    private double closeness(Bounds bounds) {
        if (!bounds.hasLower() || !bounds.hasTop()) {
            return 0;
        }
        double wanted = rule.width(level);
        return 1 - Math.clamp(Math.log(bounds.width() / wanted) / Math.log(1 / wanted), 0.0, 1.0);
    }
}
