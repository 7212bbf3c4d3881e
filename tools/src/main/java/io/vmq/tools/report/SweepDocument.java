package io.vmq.tools.report;

import io.vmq.tools.sweep.SweepPlan;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a sweep as a JSON document, schema {@value #SCHEMA}: columns are keys, and what does not exist is null. */
public final class SweepDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.sweep/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SweepDocument() {}

    /** The document as indented text that ends with a line feed; partial if rows are missing. */
    public static String text(SweepPlan plan, SweepRows rows) {
        ObjectNode document = NODES.objectNode();
        document.put("schema", SCHEMA);
        document.put("scenario", plan.name()).put("seed", plan.masterSeed()).put("partial", !rows.isComplete());
        ArrayNode array = document.putArray("rows");
        rows.values().forEach(values -> array.add(row(rows.header(), values)));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static ObjectNode row(List<String> header, List<String> values) {
        ObjectNode node = NODES.objectNode();
        int figures = header.size() - SweepColumn.FIGURES.size();
        for (int i = 0; i < figures - 2; i++) {
            node.put(header.get(i), values.get(i));
        }
        for (int i = figures - 2; i < figures; i++) {
            node.put(header.get(i), Long.parseLong(values.get(i)));
        }
        for (int i = figures; i < header.size(); i++) {
            put(node, SweepColumn.FIGURES.get(i - figures), values.get(i));
        }
        return node;
    }

    private static void put(ObjectNode node, SweepColumn column, String text) {
        switch (column.kind()) {
            case WORD -> node.put(column.name(), text);
            case FLAG -> node.put(column.name(), Boolean.parseBoolean(text));
            case FIGURE -> putFigure(node, column.name(), text);
        }
    }

    private static void putFigure(ObjectNode node, String name, String text) {
        if (text.isEmpty()) {
            node.putNull(name);
        } else if (text.chars().allMatch(Character::isDigit)) {
            node.put(name, Long.parseLong(text));
        } else {
            node.put(name, Double.parseDouble(text));
        }
    }
}
