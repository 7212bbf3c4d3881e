package io.vmq.tools.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a result document against the JSON Schema that ships: that what has to be there is there, and that every member that the
 * schema knows has its type. Members that the schema does not know, and new words in place of known ones, may come from a later vmq
 * and pass; so may the lack of those that the first vmq.result/1 did not have.
 */
final class ResultSchema {

    private static final String RESOURCE = "/io/vmq/tools/report/vmq.result-1.schema.json";
    private static final String POINTER = "#/$defs/";
    /** What was added since, by path without indices. */
    private static final Set<String> LATER = Set.of("partial", "trials[].sizes", "trials[].frames.overflowed",
            "trials[].qualification", "trials[].moves[].nic", "trials[].moves[].entry", "trials[].moves[].fromQueue");

    private static final JsonNode SCHEMA = load();

    private ResultSchema() {}

    private static JsonNode load() {
        try (InputStream in = ResultSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return JsonMapper.builder().build().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws io.vmq.tools.scenario.BadInputException
     *             for the first member that is missing or of another type
     */
    static void check(JsonPlace document) {
        check(document, SCHEMA);
    }

    private static void check(JsonPlace place, JsonNode schema) {
        if (schema.has("$ref")) {
            check(place, SCHEMA.path("$defs").path(schema.path("$ref").asString().substring(POINTER.length())));
            return;
        }
        if (schema.has("oneOf")) {
            check(place, alternative(place, schema.path("oneOf")));
            return;
        }
        checkType(place, schema);
        if (place.node().isObject()) {
            checkMembers(place, schema);
        } else if (place.node().isArray()) {
            place.elements().forEach(element -> check(element, schema.path("items")));
        }
    }

    /** The one whose type is that of the value; the first if there is none. */
    private static JsonNode alternative(JsonPlace place, JsonNode alternatives) {
        for (JsonNode each : alternatives) {
            if (isOfType(place.node(), types(each))) {
                return each;
            }
        }
        return alternatives.path(0);
    }

    private static void checkType(JsonPlace place, JsonNode schema) {
        boolean isBelow = JsonPlace.isFinite(place.node()) && schema.has("minimum")
                && place.node().doubleValue() < schema.path("minimum").doubleValue();
        if (isBelow || !isOfType(place.node(), types(schema))) {
            throw place.refusal(expected(schema));
        }
    }

    private static void checkMembers(JsonPlace place, JsonNode schema) {
        JsonNode properties = schema.path("properties");
        for (JsonNode name : schema.path("required")) {
            if (!LATER.contains(path(place, name.asString()))) {
                place.member(name.asString(), expected(resolved(properties.path(name.asString()))));
            }
        }
        place.members().forEach((name, member) -> {
            if (properties.has(name)) {
                check(member, properties.path(name));
            }
        });
    }

    private static String path(JsonPlace place, String name) {
        String path = place.path().replaceAll("\\[[0-9]+]", "[]");
        return path.isEmpty() ? name : path + "." + name;
    }

    private static JsonNode resolved(JsonNode schema) {
        JsonNode definition = schema.has("$ref")
                ? SCHEMA.path("$defs").path(schema.path("$ref").asString().substring(POINTER.length()))
                : schema;
        return definition.has("oneOf") ? definition.path("oneOf").path(0) : definition;
    }

    /** None stands for any. */
    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isString()) {
            types.add(type.asString());
        }
        type.forEach(each -> types.add(each.asString()));
        return types;
    }

    private static boolean isOfType(JsonNode value, List<String> types) {
        return types.isEmpty() || types.stream().anyMatch(type -> switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> JsonPlace.isFinite(value);
            default -> value.isNull();
        });
    }

    private static String expected(JsonNode schema) {
        List<String> words = types(schema).stream().map(ResultSchema::word).toList();
        String least = schema.has("minimum") ? ", at least " + schema.path("minimum").asString() : "";
        return (words.isEmpty() ? "a value" : String.join(" or ", words)) + least;
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "an object with named members";
            case "array" -> "a list";
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "null";
        };
    }
}
