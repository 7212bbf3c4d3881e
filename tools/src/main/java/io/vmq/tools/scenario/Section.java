package io.vmq.tools.scenario;

import io.vmq.tools.scenario.ScenarioTree.Mapping;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One mapping of a scenario while it is understood. It remembers which keys were asked for; in the end
 * {@link #refuseUnknownKeys} refuses the others. All refusals name place, key, value and expectation.
 */
final class Section {

    private final Mapping mapping;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(Mapping mapping, String path) {
        this.mapping = mapping;
        this.path = path;
    }

    /**
     * @param path
     *            key of the mapping in messages; empty for the root
     */
    static Section of(ScenarioTree node, String path) {
        if (node instanceof Mapping mapping) {
            return new Section(mapping, path);
        }
        throw notThat(node, path, "a mapping");
    }

    private static BadInputException notThat(ScenarioTree node, String path, String expected) {
        String shown = node instanceof Scalar(String text, Origin _) && text.isEmpty() ? "no value"
                : node.shown() + " is not possible";
        return node.origin().refusal(path, shown + " (expected " + expected + ")");
    }

    /** The value of {@code key} as it stands, if it stands. */
    Optional<ScenarioTree> node(String key) {
        known.add(key);
        return mapping.get(key);
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** The mapping under {@code key}; one without keys if it does not stand. */
    Section section(String key) {
        return of(node(key).orElseGet(this::nothing), pathOf(key));
    }

    /** A mapping without keys that stands for one that is absent here. */
    ScenarioTree nothing() {
        return Mapping.empty(mapping.origin());
    }

    /** The items of the list under {@code key}, if it stands. */
    Optional<List<ScenarioTree>> list(String key) {
        return node(key).map(node -> {
            if (node instanceof Sequence sequence) {
                return sequence.items();
            }
            throw notThat(node, pathOf(key), "a list");
        });
    }

    /** The value of {@code key}, if it stands; what {@code parse} does not take is refused. */
    <T> Optional<T> value(String key, Function<String, T> parse) {
        return node(key).map(node -> parsed(key, node, text(key, node), parse));
    }

    /** The value of {@code key}, otherwise {@code absent}. */
    <T> T value(String key, String absent, Function<String, T> parse) {
        return value(key, parse).orElseGet(() -> parse.apply(absent));
    }

    /** The value of a setting in this mapping, otherwise the setting's default. */
    <T> T value(Setting setting, Function<String, T> parse) {
        return value(setting.lastKey(), setting.defaultText().orElseThrow(), parse);
    }

    int whole(Setting setting, int min, int max) {
        return value(setting, text -> Values.wholeInt(text, min, max));
    }

    int whole(String key, String absent, int min, int max) {
        return value(key, absent, text -> Values.wholeInt(text, min, max));
    }

    /** As {@link #value(String, Function)}, for {@code A,B} that may also stand as a list. */
    <T> Optional<T> words(String key, Function<String, T> parse) {
        return node(key).map(
                node -> parsed(key, node, node instanceof Sequence list ? joined(key, list) : text(key, node), parse));
    }

    private String joined(String key, Sequence list) {
        return list.items().stream().map(item -> text(key, item)).collect(Collectors.joining(","));
    }

    private String text(String key, ScenarioTree node) {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        throw notThat(node, pathOf(key), "a single value");
    }

    private <T> T parsed(String key, ScenarioTree node, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw node.origin().refusal(pathOf(key), String.valueOf(e.getMessage()));
        }
    }

    /** A refusal at the value of {@code key}, or at this mapping if the key does not stand. */
    BadInputException refusal(String key, String sentence) {
        return mapping.get(key).map(ScenarioTree::origin).orElse(mapping.origin()).refusal(pathOf(key), sentence);
    }

    /** A refusal of the value of {@code key}, shown with it. */
    BadInputException impossible(String key, String why) {
        return refusal(key, mapping.get(key).map(ScenarioTree::shown).orElse("the default") + " " + why);
    }

    /** Refuses the value of each key that stands. */
    void refuseEach(List<String> keys, String why) {
        keys.stream().filter(this::has).findFirst().ifPresent(key -> {
            throw refusal(key, why);
        });
        known.addAll(keys);
    }

    private String pathOf(String key) {
        if (path.isEmpty() || key.isEmpty()) {
            return path + key;
        }
        return path + "." + key;
    }

    void refuseUnknownKeys() {
        for (Map.Entry<String, ScenarioTree.Entry> entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue().keyOrigin().refusal(pathOf(entry.getKey()),
                        "unknown key" + Spelling.hint(entry.getKey(), known)
                                + " (expected one of " + String.join(", ", known) + ")");
            }
        }
    }
}
