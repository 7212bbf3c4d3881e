package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.tools.doctor.simulation.Comparison;
import io.vmq.tools.doctor.simulation.Outcome;
import io.vmq.tools.doctor.simulation.SimulatedLoad;
import io.vmq.tools.doctor.simulation.Simulation;
import io.vmq.tools.scenario.Notation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the doctor's plan is worth, for people: for each part of the host a table and a sentence, then what was assumed. */
public final class SimulationText {

    /** A change below this is none. */
    private static final double NOTICEABLE = 0.005;
    private static final String NOT_MODELLED = " What it spares is not modelled: the host's work on the first core, other "
            + "switches on the same processors, the way between NUMA nodes.";
    private static final String NO_PART = "Nothing is simulated: the export names no virtual switch with its adapters.\n";

    private SimulationText() {}

    /** The text, which begins with an empty line and ends with a line feed. */
    public static String text(Simulation simulation) {
        StringBuilder text = new StringBuilder();
        simulation.comparisons().forEach(comparison -> text.append('\n')
                .append(part(comparison, simulation.load())));
        if (simulation.comparisons().isEmpty()) {
            return "\n" + (simulation.interrupted() ? "Interrupted before anything was simulated.\n" : NO_PART);
        }
        if (simulation.comparisons().stream().anyMatch(each -> each.before().isPresent())) {
            text.append('\n').append(assumptions(simulation));
        }
        return text.append(simulation.interrupted() ? "Interrupted: other parts were not simulated.\n" : "").toString();
    }

    private static String part(Comparison comparison, SimulatedLoad load) {
        if (comparison.before().isEmpty()) {
            return sentence(comparison, load) + "\n";
        }
        return "Simulated: " + comparison.part() + ", " + comparison.traffic() + "\n\n" + table(comparison) + "\n"
                + sentence(comparison, load) + "\n";
    }

    private static String table(Comparison comparison) {
        List<Outcome> columns = columns(comparison);
        TextTable table = new TextTable().words("").words("");
        if (columns.size() == 1) {
            table.figures("as it is");
        } else {
            table.figures("before").figures("after");
        }
        row(table, columns, "offered", "Gb/s", outcome -> Figures.gbps(outcome.offeredBps()));
        row(table, columns, "delivered", "Gb/s", outcome -> Figures.gbps(outcome.deliveredBps()));
        row(table, columns, "loss", "%", outcome -> Figures.percent(outcome.lossRatio()));
        row(table, columns, "latency p50", "us", outcome -> us(outcome, 50));
        row(table, columns, "latency p99", "us", outcome -> us(outcome, 99));
        row(table, columns, "latency p99.9", "us", outcome -> us(outcome, 99.9));
        row(table, columns, "cores used", "", outcome -> Figures.count(outcome.coresUsed()));
        row(table, columns, "busiest core", "%", outcome -> Figures.percent(outcome.busiestCore()));
        row(table, columns, "Event 106", "", outcome -> outcome.event106() ? "logged" : Figures.NONE);
        return table.text();
    }

    private static List<Outcome> columns(Comparison comparison) {
        return Stream.of(comparison.before(), comparison.after()).flatMap(Optional::stream).toList();
    }

    private static void row(TextTable table, List<Outcome> columns, String name, String unit,
            Function<Outcome, String> cell) {
        table.row(Stream.concat(Stream.of(name, unit), columns.stream().map(cell)).toArray(String[]::new));
    }

    private static String us(Outcome outcome, double percentile) {
        LatencySummary latency = outcome.latency().orElse(null);
        return Figures.us(latency, percentile);
    }

    /** What the plan is worth to a part, or why that is not told, in a sentence; in two where it costs something. */
    static String sentence(Comparison comparison, SimulatedLoad load) {
        if (comparison.gap().isPresent()) {
            return "Not simulated: " + comparison.part() + ": " + comparison.gap().get() + ".";
        }
        Outcome before = comparison.before().orElseThrow();
        if (comparison.after().isEmpty()) {
            return "Nothing to compare: no command changes what these frames meet" + limit("; ", before) + ".";
        }
        Outcome after = comparison.after().get();
        String rates = Figures.gbps(before.deliveredBps()) + " -> " + Figures.gbps(after.deliveredBps()) + " Gb/s at "
                + load.text() + " load" + limit("; then ", after) + ".";
        double ratio = comparison.ratio().orElse(1);
        if (Math.abs(ratio - 1) < NOTICEABLE) {
            return "The plan changes little here: " + rates;
        }
        String times = Figures.fixed(ratio, 2) + "x: ";
        return ratio > 1 ? "The plan is worth " + times + rates
                : "The plan costs here, " + times + rates + NOT_MODELLED;
    }

    private static String limit(String before, Outcome outcome) {
        return outcome.limit().isEmpty() ? "" : before + outcome.limit();
    }

    private static String assumptions(Simulation simulation) {
        StringBuilder text = new StringBuilder();
        DoctorText.wrap(text, "A model, not a measurement. Assumed: " + String.join("; ", assumed(simulation)) + ".");
        return text.toString();
    }

    /** What the export does not tell and the model takes to be so. */
    static List<String> assumed(Simulation simulation) {
        int bytes = (int) simulation.traffic().frames().meanBytes();
        return List.of("the busiest link is " + simulation.load().text() + " full of " + bytes + " B frames",
                simulation.traffic().arrivals().text() + " arrivals, as many for each VM adapter",
                "a frame costs a core " + Notation.text(simulation.host().service()),
                "queues stay on the cores on which they begin",
                "the first core has no other work, and the way between NUMA nodes costs nothing",
                "each part of the host is by itself");
    }
}
