package io.vmq.tools.gate.input;

import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stand-in. */
public record SideReader(SideOptions options) {

    /** Stand-in. */
    public Side read(String argument) {
        Path file = Path.of(argument, "result.json");
        if (!Files.exists(file)) {
            throw new BadInputException("'" + argument + "' is no result (expected a folder with result.json)");
        }
        JsonNode tree = JsonMapper.builder().build().readTree(file);
        Map<String, List<TrialFigures>> trials = new LinkedHashMap<>();
        Metric p99 = Metric.latency("p99");
        Metric rate = Metric.rate();
        tree.get("trials").forEach(trial -> trials
                .computeIfAbsent(trial.get("mode").asString(), _ -> new ArrayList<>())
                .add(new TrialFigures(null, Map.of(p99, trial.at("/latencyNs/p99").asDouble(), rate,
                        trial.at("/rate/deliveredPps").asDouble()), null)));
        return new Side(argument,
                trials.entrySet().stream()
                        .map(each -> new Series(each.getKey(), List.of(p99, rate), each.getValue())).toList(),
                Map.of("scenario host.service", tree.at("/scenario/host/service").toString()), List.of());
    }
}
