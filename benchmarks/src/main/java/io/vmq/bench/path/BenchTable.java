package io.vmq.bench.path;

import io.vmq.bench.report.TextTable;
import io.vmq.nic.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader at a terminal sees of a run. */
final class BenchTable {

    private static final double MILLION = 1e6;
    private static final double NS_PER_SECOND = 1e9;
    private static final double BUSY = 2.5;
    private static final String OURS = "path/vmq";

    private BenchTable() {}

    static String of(Measured measured, Machine machine) {
        StringBuilder text = new StringBuilder();
        text.append(machine.cpu()).append(", ").append(machine.cpus()).append(" CPUs, ").append(machine.jvm())
                .append('\n');
        double usualNs = measured.usualNs();
        if (usualNs == 0) {
            return text + "nothing was measured: it was stopped while warming up\n";
        }
        text.append(String.format(Locale.ROOT, "core to core and back: typically %.0f ns (%.0f to %.0f)%n%n", usualNs,
                measured.nearestNs(), measured.farthestNs()));
        text.append(figures(measured, machine, usualNs));
        String ratios = ratios(measured);
        if (!ratios.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%n%s, round by round:%n", OURS)).append(ratios);
        }
        text.append(notes(measured, usualNs));
        return text.toString();
    }

    private static String figures(Measured measured, Machine machine, double usualNs) {
        List<String[]> rows = new ArrayList<>();
        for (Series series : measured.series()) {
            rows.add(row(series, machine, usualNs));
        }
        return TextTable.of(rows, "figure", "M frames/s", "min", "max", "rounds", "ns/frame", "TSC cycles",
                "gap p99.99 us");
    }

    private static String[] row(Series series, Machine machine, double usualNs) {
        double[] rates = series.rates(usualNs);
        String rounds = rates.length + " of " + series.entries().size();
        if (rates.length == 0) {
            return new String[] {series.name(), "-", "-", "-", rounds, "-", "-", "-"};
        }
        double rate = Series.median(rates);
        double nsPerFrame = NS_PER_SECOND / rate;
        double gapNs = series.gapNs(usualNs);
        return new String[] {series.name(), millions(rate), millions(rates[0]), millions(rates[rates.length - 1]),
            rounds, String.format(Locale.ROOT, "%.2f", nsPerFrame),
            Double.isNaN(machine.cycleNs()) ? "-" : String.format(Locale.ROOT, "%.1f", nsPerFrame / machine.cycleNs()),
            gapNs == 0 ? "-" : String.format(Locale.ROOT, "%.2f", gapNs / 1_000)};
    }

    private static String ratios(Measured measured) {
        List<String[]> rows = new ArrayList<>();
        measured.named(OURS).ifPresent(ours -> {
            for (Series other : measured.series()) {
                boolean comparable = other.name().startsWith("peer/") || other.name().equals("limit/lines");
                double[] ratios = measured.ratios(ours, other);
                if (comparable && ratios.length > 0) {
                    rows.add(new String[] {"over " + other.name(),
                        String.format(Locale.ROOT, "%.2fx", Series.median(ratios)),
                        String.format(Locale.ROOT, "%.2f", ratios[0]),
                        String.format(Locale.ROOT, "%.2f", ratios[ratios.length - 1]),
                        String.valueOf(ratios.length)});
                }
            }
        });
        return rows.isEmpty() ? "" : TextTable.of(rows, "", "median", "min", "max", "rounds");
    }

    private static String notes(Measured measured, double usualNs) {
        StringBuilder notes = new StringBuilder();
        boolean moved = measured.series().stream().anyMatch(one -> one.rates(usualNs).length < one.entries().size());
        if (moved) {
            notes.append(String.format(Locale.ROOT,
                    "%nNot counted: rounds in which the CPUs were not as far apart as usual, because this "
                            + "(virtual) machine's CPUs moved. --json has them all.%n"));
        }
        measured.named(OURS).map(ours -> ours.rates(usualNs)).filter(rates -> rates.length > 0)
                .filter(rates -> rates[rates.length - 1] > BUSY * rates[0]).ifPresent(rates -> notes.append(
                        String.format(Locale.ROOT,
                                "%nThe rounds of %s differ by %.1f times: this machine was busy with "
                                        + "other work, and its figures say little.%n",
                                OURS, rates[rates.length - 1] / rates[0])));
        if (measured.partial()) {
            notes.append(String.format(Locale.ROOT, "%nInterrupted: not all rounds were run.%n"));
        }
        return notes.toString();
    }

    private static String millions(double rate) {
        return String.format(Locale.ROOT, "%.1f", rate / MILLION);
    }
}
