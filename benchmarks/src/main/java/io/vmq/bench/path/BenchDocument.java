package io.vmq.bench.path;

import io.vmq.bench.report.MachineNode;
import io.vmq.nic.machine.Machine;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A run as a document of schema {@value MachineNode#SCHEMA}. */
final class BenchDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double NS_PER_SECOND = 1e9;

    private BenchDocument() {}

    static String of(Measured measured, Machine machine) {
        double usualNs = measured.usualNs();
        ObjectNode document = NODES.objectNode().put("schema", MachineNode.SCHEMA);
        document.set("machine", MachineNode.of(machine));
        document.putObject("roundTripNs").put("usual", usualNs).put("nearest", measured.nearestNs()).put("farthest",
                measured.farthestNs());
        document.put("partial", measured.partial());
        ArrayNode results = document.putArray("results");
        measured.series().forEach(series -> results.add(result(series, usualNs)));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                + System.lineSeparator();
    }

    /** The rate and its spread are of the rounds that count; the rounds are all there were. */
    private static ObjectNode result(Series series, double usualNs) {
        ObjectNode node = NODES.objectNode().put("name", series.name());
        double[] rates = series.rates(usualNs);
        ObjectNode spread = NODES.objectNode();
        if (rates.length == 0) {
            node.putNull("framesPerSecond").putNull("nsPerFrame");
            spread.putNull("min").putNull("median").putNull("max");
        } else {
            double median = Series.median(rates);
            node.put("framesPerSecond", median).put("nsPerFrame", NS_PER_SECOND / median);
            spread.put("min", rates[0]).put("median", median).put("max", rates[rates.length - 1]);
        }
        node.set("spread", spread);
        node.set("rounds", array(series.entries(), entry -> entry.round().framesPerSecond()));
        if (series.entries().stream().anyMatch(entry -> entry.round().gapNs() == Round.NO_GAPS)) {
            node.putNull("gapP9999Ns");
        } else {
            node.set("gapP9999Ns", array(series.entries(), entry -> entry.round().gapNs()));
        }
        node.set("roundTripNs", array(series.entries(), Series.Entry::farthestNs));
        return node.put("counted", rates.length);
    }

    private static ArrayNode array(List<Series.Entry> entries, ToDoubleFunction<Series.Entry> value) {
        ArrayNode array = NODES.arrayNode();
        entries.forEach(entry -> array.add(value.applyAsDouble(entry)));
        return array;
    }
}
