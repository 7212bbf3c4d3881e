package io.vmq.bench.nic;

import io.vmq.bench.report.Spread;
import io.vmq.bench.report.TextTable;
import io.vmq.nic.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reader at a terminal sees of a run. */
final class NicTable {

    private static final double THOUSAND = 1e3;
    private static final double NS_PER_SECOND = 1e9;

    private NicTable() {}

    static String of(Measured measured, Machine machine) {
        StringBuilder text = new StringBuilder();
        text.append(machine.cpu()).append(", ").append(machine.cpus()).append(" CPUs, ").append(machine.os())
                .append(", ").append(machine.jvm()).append("\n\n");
        List<String[]> rates = new ArrayList<>();
        List<String[]> sums = new ArrayList<>();
        for (Series series : measured.series()) {
            Spread spread = series.rates();
            if (spread != null) {
                rates.add(rates(series, spread, measured.overBare(series)));
                sums.add(sums(series));
            }
        }
        if (rates.isEmpty()) {
            text.append("nothing was measured\n");
        } else {
            text.append(TextTable.of(rates, "reader", "k frames/s", "min", "max", "rounds", "ns/frame",
                    "over " + BareReader.NAME, "min", "max"));
            text.append("\nframes of all rounds:\n").append(TextTable.of(sums, "reader", "sent", "received",
                    "lost in the port", "lost on the cable", "unexplained"));
        }
        return text.append(notes(measured)).toString();
    }

    private static String[] rates(Series series, Spread spread, @Nullable Spread overBare) {
        return new String[] {series.name(), thousands(spread.median()), thousands(spread.min()),
            thousands(spread.max()), Integer.toString(series.rounds().size()),
            String.format(Locale.ROOT, "%.0f", NS_PER_SECOND / spread.median()),
            overBare == null ? "-" : times(overBare.median()) + "x", overBare == null ? "-" : times(overBare.min()),
            overBare == null ? "-" : times(overBare.max())};
    }

    private static String[] sums(Series series) {
        return new String[] {series.name(), Long.toString(series.sum(Round::sentFrames)),
            Long.toString(series.sum(Round::receivedFrames)), Long.toString(series.sum(Round::lostFrames)),
            Long.toString(series.sum(Round::cableLostFrames)), Long.toString(series.sum(Round::unexplainedFrames))};
    }

    private static String notes(Measured measured) {
        StringBuilder notes = new StringBuilder();
        for (Series series : measured.series()) {
            if (series.notMeasured() != null) {
                notes.append(String.format(Locale.ROOT, "%n%s: not measured: %s%n", series.name(),
                        series.notMeasured()));
            }
        }
        if (measured.partial()) {
            notes.append(String.format(Locale.ROOT, "%nInterrupted: not all rounds were run.%n"));
        }
        return notes.toString();
    }

    private static String thousands(double rate) {
        return String.format(Locale.ROOT, "%.0f", rate / THOUSAND);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
