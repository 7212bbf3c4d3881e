package io.vmq.tools.archive;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A value inside a JSON file, which knows where it stands. What is missing or of another type is refused with file, path, value and
 * what was expected.
 *
 * @param path
 *            such as {@code trials[3].rate}; empty for the whole document
 */
record JsonPlace(Path file, String path, JsonNode node) {

    /** The member of that name, which has to be there. */
    JsonPlace member(String name, String expected) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new BadInputException(file + ": " + inside(name) + ": is missing (expected " + expected + ")");
        }
        return new JsonPlace(file, inside(name), value);
    }

    private String inside(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    JsonPlace element(int i) {
        return new JsonPlace(file, path + "[" + i + "]", node.get(i));
    }

    /** The elements of this list. */
    List<JsonPlace> elements() {
        if (!node.isArray()) {
            throw refusal("a list");
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(element(i));
        }
        return elements;
    }

    /** The members of this object, in order. */
    Map<String, JsonPlace> members() {
        if (!node.isObject()) {
            throw refusal("an object with named members");
        }
        Map<String, JsonPlace> members = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> members.put(entry.getKey(),
                        new JsonPlace(file, inside(entry.getKey()), entry.getValue())));
        return members;
    }

    String text() {
        if (!node.isString()) {
            throw refusal("text");
        }
        return node.asString();
    }

    double number() {
        if (!isFinite(node)) {
            throw refusal("a number");
        }
        return node.doubleValue();
    }

    /** Whether it is a number that a double can be. */
    static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValueOpt().orElse(Double.NaN));
    }

    /** A whole number that is not below {@code min}. */
    long whole(long min) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min) {
            throw refusal("a whole number, at least " + min);
        }
        return node.longValue();
    }

    BadInputException refusal(String expected) {
        String shown = node.isString() ? node.asString() : node.toString();
        return new BadInputException(file + ": " + (path.isEmpty() ? "" : path + ": ") + Refusal.quoted(shown)
                + " is not possible (expected " + expected + ")");
    }
}
