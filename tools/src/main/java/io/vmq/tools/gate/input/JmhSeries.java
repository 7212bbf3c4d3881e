package io.vmq.tools.gate.input;

import io.vmq.tools.archive.JmhFork;
import io.vmq.tools.archive.JmhReader;
import io.vmq.tools.archive.JmhRun;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.QuantileCurve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Series out of JMH's results: one a benchmark and set of parameters, to which each fork gives a trial: iterations inside a fork are
 * not independent. For one thread.
 */
final class JmhSeries {

    private static final String THROUGHPUT = "thrpt";

    private final SideDraft draft;
    private final List<JmhRun> runs = new ArrayList<>();

    JmhSeries(SideDraft draft) {
        this.draft = draft;
    }

    void add(Path file) {
        runs.addAll(JmhReader.read(file));
    }

    /** Gives the draft all that was read: how a benchmark is called depends on what else there is. */
    void finish() {
        Set<String> inFiles = new HashSet<>();
        runs.forEach(run -> {
            if (!inFiles.add(run.file() + " " + name(run))) {
                draft.remark(name(run) + " stands in " + run.file() + " more than once; the forks of all count.");
            }
            add(run, name(run));
        });
    }

    private String name(JmhRun run) {
        boolean isShortUnique = runs.stream().filter(other -> shortName(other).equals(shortName(run)))
                .map(JmhRun::benchmark).distinct().count() == 1;
        String benchmark = isShortUnique ? shortName(run) : run.benchmark();
        Set<String> modes = new HashSet<>();
        runs.stream().filter(other -> other.benchmark().equals(run.benchmark())
                && other.params().equals(run.params())).forEach(other -> modes.add(other.mode()));
        return benchmark + params(run) + (modes.size() > 1 ? " " + run.mode() : "");
    }

    /** Class and method. */
    private static String shortName(JmhRun run) {
        String name = run.benchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static String params(JmhRun run) {
        List<String> params = new ArrayList<>();
        run.params().forEach((name, value) -> params.add(name + "=" + value));
        return params.isEmpty() ? "" : "(" + String.join(", ", params) + ")";
    }

    private void add(JmhRun run, String name) {
        draft.circumstances(Circumstances.JMH + name + " ",
                Map.of(Circumstances.JMH + name + " threads", Long.toString(run.threads())), run.file());
        draft.circumstances(Circumstances.NOTED + "jvm",
                Map.of(Circumstances.NOTED + "jvm", run.jvm(), Circumstances.NOTED + "jvm arguments",
                        run.jvmArgs().isEmpty() ? "none" : String.join(" ", run.jvmArgs())),
                run.file());
        remark(run, name);
        for (JmhFork fork : run.forks()) {
            Map<Metric, Double> figures = new LinkedHashMap<>();
            QuantileCurve curve = null;
            figures.put(score(run), fork.mean());
            if (fork.isSampled()) {
                figures.putAll(Latencies.figures(fork::valueAt, run.unit()));
                curve = QuantileCurve.of(fork::valueAt);
            }
            draft.series(name).add(null, figures, curve);
        }
    }

    private static Metric score(JmhRun run) {
        return new Metric("score", run.unit(),
                run.mode().equals(THROUGHPUT) ? Metric.Better.HIGHER : Metric.Better.LOWER);
    }

    private void remark(JmhRun run, String name) {
        if (run.forks().size() == 1) {
            draft.remark(name + " ran in one fork, which is one trial; -f 5 gives five.");
        }
        if (run.secondaryMetrics() > 0) {
            draft.remark(Counts.of(run.secondaryMetrics(), "secondary metric") + " of " + name + " not compared.");
        }
    }
}
