package io.vmq.tools.doctor.export;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of an export, read as PowerShell writes objects: names in any case, what is not set absent, null or empty, numbers
 * also as strings, a list of one also as its only element, and a list also wrapped in {@code {"value": [...], "Count": n}}
 * (Windows PowerShell 5.1).
 *
 * <p>
 * What is there and cannot be read is refused with file, JSON path, value and what was expected.
 */
final class Fields {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    /** Up to here every whole number is a double. */
    private static final double MAX_EXACT = 0x1p53;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

    private final String file;
    private final String path;
    private final JsonNode object;

    /**
     * @throws BadInputException
     *             if the value is no object
     */
    Fields(String file, String path, JsonNode value) {
        this.file = file;
        this.path = path;
        this.object = value;
        if (!value.isObject()) {
            throw refusal(path, value, "an object with named properties");
        }
    }

    /** Where this object stands in the file, such as {@code $.NetAdapterVmq[0]}. */
    String path() {
        return path;
    }

    /** Whether the object says anything of that name, null not counted. */
    boolean has(String name) {
        return find(name) != null;
    }

    private @Nullable JsonNode find(String name) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                JsonNode value = property.getValue();
                return isUnset(value) ? null : value;
            }
        }
        return null;
    }

    private static boolean isUnset(JsonNode value) {
        return value.isNull() || (value.isString() && value.asString().isBlank());
    }

    Optional<String> text(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw refusal(at(name), value, "text");
        }
        return Optional.of(value.asString().strip());
    }

    /** A name, which has to be there and be one line. */
    String requiredText(String name) {
        String text = text(name).orElseThrow(() -> refusal(name, "text"));
        if (CONTROL.matcher(text).find()) {
            throw refusal(name, "text without control characters");
        }
        return text;
    }

    /** A whole number from 0 to {@code max}. */
    OptionalInt whole(String name, int max) {
        OptionalLong value = wholeLong(name, max);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
    }

    /** A whole number from 0 to {@code max}. */
    OptionalLong wholeLong(String name, long max) {
        JsonNode value = find(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(wholeOf(at(name), value, max));
    }

    private long wholeOf(String place, JsonNode value, long max) {
        String digits = value.isNumber() ? plain(value) : value.isString() ? value.asString().strip() : "";
        if (!WHOLE.matcher(digits).matches() || Long.parseLong(digits) > max) {
            throw refusal(place, value, "a whole number from 0 to " + max);
        }
        return Long.parseLong(digits);
    }

    /** {@code 8.0} is 8. */
    private static String plain(JsonNode number) {
        double value = number.doubleValue();
        boolean isWholeDouble = !number.isIntegralNumber() && value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
        return isWholeDouble ? Long.toString((long) value) : number.asString();
    }

    Optional<Boolean> flag(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.isValueNode() ? value.asString().strip().toLowerCase(Locale.ROOT) : "") {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> throw refusal(at(name), value, "true or false");
        };
    }

    /**
     * A value of an enumeration: its name in any case, or the number that Windows PowerShell 5.1 writes instead.
     *
     * @param numbers
     *            the values by number
     */
    <E extends Enum<E>> Optional<E> choice(String name, Map<Integer, E> numbers, Map<String, E> names) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.isValueNode() ? value.asString().strip() : "";
        for (Map.Entry<String, E> entry : names.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(text)) {
                return Optional.of(entry.getValue());
            }
        }
        E byNumber = WHOLE.matcher(text).matches() && text.length() <= 9 ? numbers.get(Integer.parseInt(text)) : null;
        if (byNumber == null) {
            throw refusal(at(name), value,
                    "one of " + String.join(", ", names.keySet().stream().map(each -> numbered(each, names, numbers))
                            .toList()));
        }
        return Optional.of(byNumber);
    }

    /** A name and the number that may stand for it. */
    private static <E> String numbered(String name, Map<String, E> names, Map<Integer, E> numbers) {
        return numbers.entrySet().stream().filter(entry -> entry.getValue().equals(names.get(name))).findFirst()
                .map(entry -> name + " or " + entry.getKey()).orElse(name);
    }

    /** The objects of a list; none if it is absent. */
    List<Fields> objects(String name) {
        return elements(name).stream().map(element -> new Fields(file, element.place(), element.value())).toList();
    }

    /** The texts of a list; none if it is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Element element : elements(name)) {
            if (!element.value().isValueNode() || element.value().isNull()) {
                throw refusal(element.place(), element.value(), "text");
            }
            texts.add(element.value().asString().strip());
        }
        return List.copyOf(texts);
    }

    /** The object of that name, if the property is one. */
    Optional<Fields> object(String name) {
        JsonNode value = find(name);
        return value == null || !value.isObject() ? Optional.empty() : Optional.of(new Fields(file, at(name), value));
    }

    private record Element(String place, JsonNode value) {}

    private List<Element> elements(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return List.of();
        }
        if (isWrapped(value)) {
            return elements(at(name) + ".value", value.path("value"));
        }
        return value.isArray() ? elements(at(name), value) : List.of(new Element(at(name), value));
    }

    private static boolean isWrapped(JsonNode value) {
        return value.isObject() && value.path("value").isArray() && value.has("Count") && value.size() == 2;
    }

    private static List<Element> elements(String place, JsonNode list) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(new Element(place + "[" + i + "]", list.get(i)));
        }
        return elements;
    }

    private String at(String name) {
        return path + "." + name;
    }

    /** The refusal of a property's value. */
    BadInputException refusal(String name, String expected) {
        JsonNode value = find(name);
        return value == null
                ? new BadInputException(file + ": " + at(name) + ": is missing (expected " + expected + ")")
                : refusal(at(name), value, expected);
    }

    private BadInputException refusal(String place, JsonNode value, String expected) {
        String shown = value.isString() ? value.asString() : value.toString();
        return new BadInputException(file + ": " + place + ": " + Refusal.quoted(shown) + " is not possible (expected "
                + expected + ")");
    }
}
