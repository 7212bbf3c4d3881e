package io.vmq.tools.conformance;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One object of a recording. What is missing or impossible is refused with file, place, value and what was expected. */
final class RecordingFields {

    private final String file;
    private final String path;
    private final JsonNode object;

    RecordingFields(String file, String path, JsonNode value) {
        this.file = file;
        this.path = path;
        object = value;
        if (!value.isObject()) {
            throw refusal(path, value, "an object with named members");
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    boolean isText(String name) {
        return object.path(name).isString();
    }

    /** Name of the file. */
    String file() {
        return file;
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isString() || value.asString().chars().anyMatch(Character::isISOControl)) {
            throw refusal(at(name), value, "text without control characters");
        }
        return value.asString();
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** A text that {@code parse} reads; what it refuses is refused. */
    <T> T parsed(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + at(name) + ": " + e.getMessage());
        }
    }

    long whole(String name, long min, long max) {
        return whole(at(name), object.path(name), min, max);
    }

    private long whole(String place, JsonNode value, long min, long max) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            throw refusal(place, value, "a whole number from " + min + " to " + max);
        }
        return value.asLong();
    }

    /** A list of whole numbers. */
    List<Integer> wholes(String name, int min, int max) {
        List<Integer> numbers = new ArrayList<>();
        JsonNode list = list(name);
        for (int i = 0; i < list.size(); i++) {
            numbers.add((int) whole(at(name) + "[" + i + "]", list.get(i), min, max));
        }
        return numbers;
    }

    /** A list of objects. */
    List<RecordingFields> objects(String name) {
        List<RecordingFields> objects = new ArrayList<>();
        JsonNode list = list(name);
        for (int i = 0; i < list.size(); i++) {
            objects.add(new RecordingFields(file, at(name) + "[" + i + "]", list.get(i)));
        }
        return objects;
    }

    RecordingFields object(String name) {
        return new RecordingFields(file, at(name), object.path(name));
    }

    private JsonNode list(String name) {
        JsonNode list = object.path(name);
        if (!list.isArray()) {
            throw refusal(at(name), list, "a list");
        }
        return list;
    }

    /** The refusal of a member. */
    BadInputException refusal(String name, String expected) {
        return refusal(at(name), object.path(name), expected);
    }

    private BadInputException refusal(String place, JsonNode value, String expected) {
        String said = value.isMissingNode() || value.isNull() ? "is missing"
                : Refusal.quoted(value.isString() ? value.asString() : value.toString()) + " is not possible";
        return new BadInputException(file + ": " + place + ": " + said + " (expected " + expected + ")");
    }

    private String at(String name) {
        return path + "." + name;
    }
}
