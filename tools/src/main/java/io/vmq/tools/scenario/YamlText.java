package io.vmq.tools.scenario;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lays a document out as YAML: a line for each key of the outer two levels, what lies deeper between braces. */
final class YamlText {

    /** Needs no quotes anywhere, also between braces. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.+%:/-]*[A-Za-z0-9%])?");
    private static final Pattern NULL = Pattern.compile("(?i)null");

    private YamlText() {}

    static String of(Map<String, Object> document) {
        StringBuilder yaml = new StringBuilder();
        document.forEach((key, value) -> entry(yaml, key, value));
        return yaml.toString();
    }

    private static void entry(StringBuilder yaml, String key, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                yaml.append(key).append(":\n");
                map.forEach(
                        (inner, part) -> yaml.append("  ").append(inner).append(": ").append(flow(part)).append('\n'));
            }
            case List<?> list -> {
                yaml.append(key).append(":\n");
                list.forEach(item -> yaml.append("  - ").append(flow(item)).append('\n'));
            }
            default -> yaml.append(key).append(": ").append(flow(value)).append('\n');
        }
    }

    private static String flow(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream().map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
            case Number number -> number.toString();
            default -> scalar(value.toString());
        };
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !NULL.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '"' || codePoint == '\\') {
                quoted.append('\\').appendCodePoint(codePoint);
            } else if (Character.isLetterOrDigit(codePoint) || (codePoint >= ' ' && codePoint < 0x7F)) {
                quoted.appendCodePoint(codePoint);
            } else {
                quoted.append("\\U%08X".formatted(codePoint));
            }
        });
        return quoted.append('"').toString();
    }
}
