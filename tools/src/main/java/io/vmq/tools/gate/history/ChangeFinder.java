package io.vmq.tools.gate.history;

import io.vmq.tools.gate.GateVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the changes of all figures of a history.
 *
 * <p>
 * The first split of every trace is a test of its own, and these are corrected by Holm's method: a history without any change has one with
 * at most the probability of the rules, however many figures it has. Further splits of a trace share what Holm's method allowed to it. Levels
 * that differ by less than the smallest effect are then joined.
 */
public final class ChangeFinder {

    private final History history;
    private final HistoryRules rules;
    /** Traces long enough to be split at all. */
    private final List<Trace> traces;
    private final List<Change> changes = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();

    private record First(int trace, EDivisive divisive, EDivisive.Tested split) {}

    /** What Holm's method says of the first split of a trace. */
    private record Allowed(First first, double level, double pValue) {}

    private ChangeFinder(History history, HistoryRules rules) {
        this.history = history;
        this.rules = rules;
        traces = history.traces().stream().filter(trace -> trace.readings().size() >= 2 * EnergyScan.SMALLEST).toList();
    }

    /** The changes; the same for the same history and rules. */
    public static HistoryResult find(History history, HistoryRules rules) {
        return new ChangeFinder(history, rules).find();
    }

    /**
     * How many results it takes, at least, before a change in the middle of them cannot be chance: random orders that are as good become
     * too few.
     *
     * @param traces
     *            figures among which a false change may be
     */
    static int needed(double alpha, int traces) {
        double orders = 1;
        int results = 0;
        while (results < 2 * EnergyScan.SMALLEST || 2 / orders > alpha / Math.max(1, traces)) {
            results++;
            int half = (results + 1) / 2;
            orders = orders * results / half;
        }
        return results;
    }

    private HistoryResult find() {
        List<Allowed> allowed = allowed();
        for (int i = 0; i < traces.size(); i++) {
            add(traces.get(i), allowed.get(i));
        }
        int needed = needed(rules.alpha(), traces.size());
        List<Untested> untested = history.traces().stream().map(this::counted)
                .filter(one -> one.readings() < needed || !one.isRecent()).toList();
        return new HistoryResult(history, rules, verdict(untested), needed, changes, suspects, drifts, untested);
    }

    /** In the order of the traces. */
    private List<Allowed> allowed() {
        List<First> firsts = IntStream.range(0, traces.size()).parallel().mapToObj(this::first)
                .sorted(Comparator.comparingDouble((First first) -> first.split().pValue())
                        .thenComparingInt(First::trace))
                .toList();
        List<Allowed> allowed = new ArrayList<>();
        double highest = 0;
        for (int i = 0; i < firsts.size(); i++) {
            int left = firsts.size() - i;
            highest = Math.max(highest, Math.min(1, firsts.get(i).split().pValue() * left));
            allowed.add(new Allowed(firsts.get(i), rules.alpha() / left, highest));
        }
        return allowed.stream().sorted(Comparator.comparingInt(one -> one.first().trace())).toList();
    }

    private First first(int trace) {
        EDivisive divisive = new EDivisive(traces.get(trace).logs(), rules.seed() + trace);
        return new First(trace, divisive, divisive.first(rules.alpha() / traces.size()));
    }

    private void add(Trace trace, Allowed allowed) {
        List<EDivisive.Tested> cuts = allowed.pValue() <= rules.alpha()
                ? allowed.first().divisive().further(allowed.first().split(), allowed.level())
                : List.of();
        Levels levels = new Levels(trace.logs(), cuts);
        levels.joinUnless(rules);
        for (int i = 0; i < levels.cuts(); i++) {
            changes.add(change(trace, levels, i, allowed));
        }
        if (!trace.hasZeros() && levels.isDrift()) {
            drifts.add(new Drift(trace.series(), trace.metric(),
                    Math.exp(levels.slope() * (trace.readings().size() - 1))));
        }
        new Newest(rules, history.points().size(), traces.size()).suspect(trace, levels.begin(levels.cuts()))
                .ifPresent(suspects::add);
    }

    private Change change(Trace trace, Levels levels, int i, Allowed allowed) {
        EDivisive.Tested cut = levels.cut(i);
        double from = levels.median(i);
        double to = levels.median(i + 1);
        boolean stands = stands(levels, from, to);
        double pValue = cut.at() == allowed.first().split().at()
                ? allowed.pValue()
                : Math.min(rules.alpha(), cut.pValue() * rules.alpha() / allowed.level());
        return new Change(trace.series(), trace.metric(), trace.readings().get(cut.at()).point(), trace.value(from),
                trace.value(to), pValue, levels.size(i), levels.size(i + 1), !stands);
    }

    /** A return that is too new for a level of its own shows in the newest results, if these are nearer to the level before. */
    private boolean stands(Levels levels, double from, double to) {
        double now = levels.median(levels.cuts());
        double newest = levels.newest(EnergyScan.SMALLEST);
        return rules.matters(Math.exp(now - from)) && (now > from) == (to > from)
                && (newest > (from + to) / 2) == (to > from);
    }

    private Untested counted(Trace trace) {
        List<Reading> readings = trace.readings();
        return new Untested(trace.series(), trace.metric(), readings.size(),
                !readings.isEmpty() && rules.isRecent(readings.getLast().point(), history.points().size()));
    }

    private GateVerdict verdict(List<Untested> untested) {
        List<Change> standing = changes.stream()
                .filter(change -> !change.undone() && rules.isRecent(change.at(), history.points().size())).toList();
        if (standing.stream().anyMatch(Change::worse)) {
            return GateVerdict.REGRESSED;
        }
        if (!untested.isEmpty()) {
            return GateVerdict.INCONCLUSIVE;
        }
        return standing.isEmpty() ? GateVerdict.PASS : GateVerdict.IMPROVED;
    }
}
