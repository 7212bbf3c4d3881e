package io.vmq.bench.nic;

import io.vmq.bench.report.MachineNode;
import io.vmq.bench.report.Spread;
import io.vmq.nic.machine.Machine;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as a document of schema {@value MachineNode#SCHEMA}. What that has for the distance of two cores is null here; each result
 * has what became of the frames of each round besides, and how it compares with the bare reader.
 */
final class NicDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double NS_PER_SECOND = 1e9;

    private NicDocument() {}

    static String of(Measured measured, Machine machine) {
        ObjectNode document = NODES.objectNode().put("schema", MachineNode.SCHEMA);
        document.set("machine", MachineNode.of(machine));
        document.putNull("roundTripNs");
        document.put("partial", measured.partial());
        ArrayNode results = document.putArray("results");
        measured.series().forEach(series -> results.add(result(series, measured)));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                + System.lineSeparator();
    }

    private static ObjectNode result(Series series, Measured measured) {
        ObjectNode node = NODES.objectNode().put("name", series.name());
        Spread rates = series.rates();
        if (rates == null) {
            node.putNull("framesPerSecond").putNull("nsPerFrame");
        } else {
            node.put("framesPerSecond", rates.median()).put("nsPerFrame", NS_PER_SECOND / rates.median());
        }
        node.set("spread", spread(rates));
        ArrayNode rounds = node.putArray("rounds");
        series.rounds().forEach(round -> rounds.add(round.framesPerSecond()));
        node.putNull("gapP9999Ns").putNull("roundTripNs").put("counted", series.rounds().size());
        node.put("notMeasured", series.notMeasured());
        node.set("overBare", spread(measured.overBare(series)));
        node.set("sentFrames", frames(series, Round::sentFrames));
        node.set("receivedFrames", frames(series, Round::receivedFrames));
        node.set("lostFrames", frames(series, Round::lostFrames));
        node.set("cableLostFrames", frames(series, Round::cableLostFrames));
        node.set("unexplainedFrames", frames(series, Round::unexplainedFrames));
        node.set("elapsedNs", frames(series, Round::elapsedNs));
        return node;
    }

    private static ObjectNode spread(@Nullable Spread spread) {
        ObjectNode node = NODES.objectNode();
        return spread == null ? node.putNull("min").putNull("median").putNull("max")
                : node.put("min", spread.min()).put("median", spread.median()).put("max", spread.max());
    }

    private static ArrayNode frames(Series series, ToLongFunction<Round> value) {
        ArrayNode array = NODES.arrayNode();
        series.rounds().forEach(round -> array.add(value.applyAsLong(round)));
        return array;
    }
}
