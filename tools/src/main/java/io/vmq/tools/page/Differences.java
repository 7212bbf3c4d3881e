package io.vmq.tools.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** In which keys of scenario, machine and tool several results differ. */
final class Differences {

    private static final String NOTHING = "-";

    private Differences() {}

    /** A row for each key that is not the same in all of them, a column for each result. */
    static PageTable of(List<ReportedResult> results) {
        PageTable table = new PageTable("What differs between these results").words("key");
        results.forEach(result -> table.words(result.name()));
        List<Map<String, String>> values = results.stream().map(result -> values(result.result().tree())).toList();
        Set<String> keys = new LinkedHashSet<>();
        values.forEach(one -> keys.addAll(one.keySet()));
        for (String key : keys) {
            List<String> row = values.stream().map(one -> Objects.requireNonNullElse(one.get(key), NOTHING)).toList();
            if (row.stream().distinct().count() > 1) {
                List<String> cells = new ArrayList<>(row);
                cells.addFirst(key);
                table.row(cells);
            }
        }
        return table;
    }

    private static Map<String, String> values(JsonNode document) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : List.of("scenario", "machine", "tool")) {
            add(values, part, document.path(part));
        }
        values.remove("machine.clockReadNs");
        return values;
    }

    private static void add(Map<String, String> values, String key, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> add(values, key + "." + entry.getKey(), entry.getValue()));
        } else if (node.isArray() && node.size() <= 8 && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                add(values, key + "[" + i + "]", node.get(i));
            }
        } else if (!node.isMissingNode()) {
            String text = node.isString() ? node.stringValue() : node.toString();
            values.put(key, text.length() > 120 ? text.substring(0, 120) + "…" : text);
        }
    }
}
