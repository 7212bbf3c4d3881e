package io.vmq.tools.report;

import io.vmq.dispatch.frame.SizeClass;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Median;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.SizeReport;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Modes side by side: a row for each figure, a column for each mode. With several trials a figure is the median over them.
 */
public final class CompareTable {

    private final ExperimentResult result;
    private final List<List<TrialResult>> modes;
    private final TextTable table = new TextTable().words("").words("");

    private CompareTable(ExperimentResult result) {
        this.result = result;
        modes = List.copyOf(result.trialsOfMode().values());
    }

    /** The whole text: what was run, the table, a verdict for each mode, and what to know before believing it. */
    public static String text(ExperimentResult result) {
        return text(result, "");
    }

    /** The same with a picture under the table, if that is not empty. */
    public static String text(ExperimentResult result, String picture) {
        return new CompareTable(result).text(picture);
    }

    private String text(String picture) {
        for (Map.Entry<String, List<TrialResult>> mode : result.trialsOfMode().entrySet()) {
            table.figures(mode.getKey());
        }
        number("delivered", "Gb/s", trial -> trial.rate().deliveredBps(), Figures::gbps);
        number("", "Mpps", trial -> trial.rate().deliveredPps(), Figures::mpps);
        number("loss", "%", TrialResult::lossRatio, Figures::percent);
        if (result.trials().stream().anyMatch(trial -> trial.frames().unsent() > 0)) {
            number("unsent", "%", CompareTable::unsentRatio, Figures::percent);
        }
        latency("latency p50", "us", latency -> latency.atNs(50));
        latency("latency p99", "us", latency -> latency.atNs(99));
        latency("latency p99.9", "us", latency -> latency.atNs(99.9));
        latency("latency max", "us", LatencySummary::maxNs);
        number("busiest core", "%", CompareTable::busiest, Figures::percent);
        fairness();
        reordered();
        sizes();
        row("valid", "", trials -> trials.stream().allMatch(TrialResult::valid) ? "yes" : "NO");
        return RunHeading.of(result) + "\n" + table.text() + (picture.isEmpty() ? "" : "\n" + picture)
                + "\n" + verdicts() + notes();
    }

    private void number(String name, String unit, ToDoubleFunction<TrialResult> value,
            Function<Double, String> notation) {
        row(name, unit, trials -> notation.apply(Median.of(trials.stream().mapToDouble(value).toArray())));
    }

    private void latency(String name, String unit, ToDoubleFunction<LatencySummary> value) {
        row(name, unit, trials -> {
            double[] values = trials.stream().map(TrialResult::latency).filter(CompareTable::isPresent)
                    .mapToDouble(latency -> latency == null ? 0 : value.applyAsDouble(latency)).toArray();
            return values.length == 0 ? Figures.NONE : Figures.us(Median.of(values));
        });
    }

    private void reordered() {
        row("reordered", "frames", trials -> {
            double[] counts = trials.stream().map(trial -> trial.frames().reordered()).filter(Objects::nonNull)
                    .mapToDouble(Long::doubleValue).toArray();
            return counts.length == 0 ? Figures.NONE : Figures.frames(Median.of(counts));
        });
    }

    private void fairness() {
        row("fairness", "Jain", trials -> {
            double[] indices = trials.stream().map(trial -> trial.fairness().jainVms()).filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue).toArray();
            return Figures.ratio(indices.length == 0 ? null : Double.valueOf(Median.of(indices)));
        });
    }

    /** In a mixed run, loss and tail of each class of sizes: cores that are paid by the byte treat them differently. */
    private void sizes() {
        List<SizeClass> classes = modes.stream().flatMap(List::stream).flatMap(trial -> trial.sizes().stream())
                .map(SizeReport::sizes).distinct().sorted().toList();
        if (classes.size() < 2) {
            return;
        }
        for (SizeClass sizes : classes) {
            row("loss " + sizes.label() + " B", "%", trials -> ofSize(trials, sizes, CompareTable::lossRatio,
                    Figures::percent));
        }
        for (SizeClass sizes : classes) {
            row("p99 " + sizes.label() + " B", "us", trials -> ofSize(trials, sizes, CompareTable::p99Ns,
                    ns -> Figures.us(ns)));
        }
    }

    private static String ofSize(List<TrialResult> trials, SizeClass sizes,
            Function<SizeReport, @Nullable Double> value,
            Function<Double, String> notation) {
        double[] values = trials.stream().flatMap(trial -> trial.sizes().stream())
                .filter(size -> size.sizes() == sizes).map(value).filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue).toArray();
        return values.length == 0 ? Figures.NONE : notation.apply(Median.of(values));
    }

    private static @Nullable Double lossRatio(SizeReport size) {
        return (double) size.dropped().total() / size.generated();
    }

    private static @Nullable Double p99Ns(SizeReport size) {
        LatencySummary latency = size.latency();
        return latency == null ? null : Double.valueOf((double) latency.atNs(99));
    }

    private static boolean isPresent(@Nullable LatencySummary latency) {
        return latency != null;
    }

    private void row(String name, String unit, Function<List<TrialResult>, String> cell) {
        String[] cells = new String[2 + modes.size()];
        cells[0] = name;
        cells[1] = unit;
        Arrays.setAll(cells, i -> i < 2 ? cells[i] : cell.apply(modes.get(i - 2)));
        table.row(cells);
    }

    private static double busiest(TrialResult trial) {
        return trial.cores().stream().mapToDouble(TrialResult.CoreReport::busy).max().orElse(0);
    }

    /** Fraction of the frames that were due and that the source could not or would not send. */
    private static double unsentRatio(TrialResult trial) {
        TrialResult.Frames frames = trial.frames();
        return frames.unsent() == 0 ? 0 : (double) frames.unsent() / (frames.unsent() + frames.generated());
    }

    private String verdicts() {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : result.verdicts()) {
            text.append(verdict.text());
            if (verdict.ciLow() != null && verdict.ciHigh() != null
                    && !verdict.mode().equals(result.verdicts().getFirst().mode())) {
                text.append(" (95 % interval ").append(Figures.ratio(verdict.ciLow())).append(" to ")
                        .append(Figures.ratio(verdict.ciHigh())).append("x)");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String notes() {
        String notes = Notes.of(result);
        String example = result.scenario().run().modes().getLast();
        return (notes.isEmpty() ? "" : "\n" + notes) + "\nMore: vmq run --mode " + example
                + " (queues, cores, VMs), --json, --out DIR, --clock virtual; vmq compare --help\n";
    }
}
