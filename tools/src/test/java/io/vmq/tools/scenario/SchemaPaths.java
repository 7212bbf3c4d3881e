package io.vmq.tools.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The properties that a JSON Schema describes, by their path; items of a list stand under the list's own path. */
final class SchemaPaths {

    private static final List<String> BRANCHES = List.of("anyOf", "oneOf", "allOf", "then", "else", "items");

    private final JsonNode definitions;
    private final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();

    private SchemaPaths(JsonNode schema) {
        definitions = schema.path("$defs");
    }

    static Map<String, List<JsonNode>> of(JsonNode schema) {
        SchemaPaths paths = new SchemaPaths(schema);
        paths.visit(schema, "");
        return paths.properties;
    }

    private void visit(JsonNode schema, String path) {
        if (schema.has("$ref")) {
            visit(definitions.path(schema.get("$ref").asString().substring("#/$defs/".length())), path);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            properties.computeIfAbsent(inner, _ -> new ArrayList<>()).add(property.getValue());
            visit(property.getValue(), inner);
        }
        for (String branch : BRANCHES) {
            JsonNode inner = schema.path(branch);
            if (inner.isArray()) {
                inner.values().forEach(one -> visit(one, path));
            } else if (inner.isObject()) {
                visit(inner, path);
            }
        }
    }
}
