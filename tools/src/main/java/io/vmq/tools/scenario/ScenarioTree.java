package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scenario as it was written, before any key is understood: text with its origin. Immutable. */
public sealed interface ScenarioTree {

    /** Where this part begins. */
    Origin origin();

    /** What this part is, for a refusal: the text of a scalar, {@code a mapping}, {@code a list}. */
    String shown();

    /** Keys with their values, in the order of the file. */
    record Mapping(Map<String, Entry> entries, Origin origin) implements ScenarioTree {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** A mapping without keys. */
        public static Mapping empty(Origin origin) {
            return new Mapping(Map.of(), origin);
        }

        public Optional<ScenarioTree> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /** This mapping with {@code key} set, at its old place if it was there. */
        public Mapping with(String key, ScenarioTree value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(value.origin(), value));
            return new Mapping(changed, origin);
        }

        public Mapping without(String key) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(changed, origin);
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /** A key's value, and where the key stands. */
    record Entry(Origin keyOrigin, ScenarioTree value) {}

    /** A list. */
    record Sequence(List<ScenarioTree> items, Origin origin) implements ScenarioTree {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** A text; empty if the file gives no value or null. Numbers and words are told apart by who reads them. */
    record Scalar(String text, Origin origin) implements ScenarioTree {

        @Override
        public String shown() {
            return Refusal.quoted(text);
        }
    }
}
