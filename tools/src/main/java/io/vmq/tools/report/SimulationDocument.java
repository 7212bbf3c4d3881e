package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.tools.doctor.simulation.Comparison;
import io.vmq.tools.doctor.simulation.Outcome;
import io.vmq.tools.doctor.simulation.SimulatedLoad;
import io.vmq.tools.doctor.simulation.Simulation;
import io.vmq.tools.scenario.Notation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a diagnosis' document that says what the plan is worth. */
final class SimulationDocument {

    private SimulationDocument() {}

    static void write(Simulation simulation, ObjectNode node) {
        node.putObject("load").put("percentOfBusiestLink", simulation.load().percent().doubleValue())
                .put("frameBytes", (int) simulation.traffic().frames().meanBytes())
                .put("arrivals", simulation.traffic().arrivals().text())
                .put("service", Notation.text(simulation.host().service())).put("seed", simulation.run().seed());
        ArrayNode assumed = node.putArray("assumed");
        SimulationText.assumed(simulation).forEach(assumed::add);
        ArrayNode parts = node.putArray("parts");
        simulation.comparisons().forEach(comparison -> write(comparison, simulation.load(), parts.addObject()));
        node.put("partial", simulation.interrupted());
    }

    private static void write(Comparison comparison, SimulatedLoad load, ObjectNode node) {
        node.put("part", comparison.part()).put("text", SimulationText.sentence(comparison, load));
        comparison.before().ifPresentOrElse(outcome -> write(outcome, node.putObject("before")),
                () -> node.putNull("before"));
        comparison.after().ifPresentOrElse(outcome -> write(outcome, node.putObject("after")),
                () -> node.putNull("after"));
        comparison.ratio().ifPresentOrElse(ratio -> node.put("ratio", ratio), () -> node.putNull("ratio"));
    }

    private static void write(Outcome outcome, ObjectNode node) {
        node.put("offeredBps", outcome.offeredBps()).put("deliveredBps", outcome.deliveredBps())
                .put("lossRatio", outcome.lossRatio());
        outcome.latency().ifPresentOrElse(latency -> write(latency, node.putObject("latencyNs")),
                () -> node.putNull("latencyNs"));
        node.put("coresUsed", outcome.coresUsed()).put("busiestCore", outcome.busiestCore())
                .put("event106", outcome.event106()).put("limit", outcome.limit());
    }

    private static void write(LatencySummary latency, ObjectNode node) {
        node.put("p50", latency.atNs(50)).put("p99", latency.atNs(99)).put("p99.9", latency.atNs(99.9));
    }
}
