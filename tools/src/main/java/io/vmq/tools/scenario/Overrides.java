package io.vmq.tools.scenario;

import io.vmq.tools.scenario.ScenarioTree.Entry;
import io.vmq.tools.scenario.ScenarioTree.Mapping;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Puts the options of a command line into the tree of a file, in place of what the file says. */
final class Overrides {

    /** Keys that hold a list of like things; an option sets its key in each of them. */
    private static final Set<String> LISTS = Set.of("nics");

    private Overrides() {}

    static Mapping apply(Mapping file, Map<Setting, String> options) {
        Mapping tree = file;
        for (Setting setting : options.keySet()) {
            for (String key : setting.replaces()) {
                tree = remove(tree, path(key));
            }
        }
        for (Map.Entry<Setting, String> option : new TreeMap<>(options).entrySet()) {
            tree = apply(tree, option.getKey(), option.getValue());
        }
        return tree;
    }

    private static Mapping apply(Mapping tree, Setting setting, String text) {
        Scalar value = new Scalar(text, Origin.option(setting.option()));
        List<String> path = path(setting.key());
        if (setting.otherKey().isEmpty()) {
            return put(tree, path, value);
        }
        List<String> otherPath = path(setting.otherKey().get());
        boolean listed = tree.get(path.getFirst()).orElse(value) instanceof Sequence;
        Mapping without = remove(remove(tree, path), otherPath);
        return put(without, listed ? otherPath : path, value);
    }

    private static List<String> path(String key) {
        return List.of(key.split("\\.", -1));
    }

    private static Mapping put(Mapping mapping, List<String> path, Scalar value) {
        String head = path.getFirst();
        if (path.size() == 1) {
            return mapping.with(head, value);
        }
        List<String> rest = path.subList(1, path.size());
        return mapping.with(head, switch (mapping.get(head).orElseGet(() -> absent(head, value.origin()))) {
            case Mapping child -> put(child, rest, value);
            case Sequence list when LISTS.contains(head) -> putInEach(list, head, rest, value);
            case Sequence list when head.equals(TrafficSections.KEY) -> inThatOfVms(list,
                    child -> put(child, rest, value));
            case Sequence list -> throw value.origin().refusal("", "cannot be set over the list of " + head + " at "
                    + list.origin().place() + " (expected a mapping there)");
            case Scalar scalar -> throw notAMapping(scalar, head);
        });
    }

    private static ScenarioTree absent(String key, Origin origin) {
        Mapping fresh = Mapping.empty(origin);
        return LISTS.contains(key) ? new Sequence(List.of(fresh), origin) : fresh;
    }

    private static Sequence putInEach(Sequence list, String key, List<String> path, Scalar value) {
        return new Sequence(list.items().stream().<ScenarioTree>map(item -> {
            if (item instanceof Mapping mapping) {
                return put(mapping, path, value);
            }
            throw notAMapping(item, key);
        }).toList(), list.origin());
    }

    /** An option that speaks of traffic speaks of that of the VMs. */
    private static Sequence inThatOfVms(Sequence list, UnaryOperator<Mapping> change) {
        return new Sequence(list.items().stream().<ScenarioTree>map(item -> item instanceof Mapping mapping
                && mapping.get(TrafficSections.TO).filter(TrafficSections::isOfHost).isEmpty()
                        ? change.apply(mapping)
                        : item)
                .toList(), list.origin());
    }

    private static BadInputException notAMapping(ScenarioTree node, String key) {
        return node.origin().refusal(key, node.shown() + " is not possible (expected a mapping)");
    }

    private static Mapping remove(Mapping mapping, List<String> path) {
        String head = path.getFirst();
        if (path.size() == 1) {
            return mapping.without(head);
        }
        Entry entry = mapping.entries().get(head);
        List<String> rest = path.subList(1, path.size());
        return switch (entry == null ? null : entry.value()) {
            case Mapping child -> mapping.with(head, remove(child, rest));
            case Sequence list when head.equals(TrafficSections.KEY) -> mapping.with(head,
                    inThatOfVms(list, child -> remove(child, rest)));
            case null, default -> mapping;
        };
    }
}
