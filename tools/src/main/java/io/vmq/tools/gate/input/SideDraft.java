package io.vmq.tools.gate.input;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A side that is being read. For one thread. */
final class SideDraft {

    /** Between the values of a circumstance that has several. */
    private static final String AND = " and ";

    private final boolean allowDifferent;
    private final Map<String, SeriesDraft> series = new LinkedHashMap<>();
    private final Map<String, Fact> circumstances = new LinkedHashMap<>();
    /** The first file of each kind of circumstances. */
    private final Map<String, Path> firstFiles = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /** The values of a circumstance in order of appearance, and the file that had the first. */
    private record Fact(Set<String> values, Path file) {}

    SideDraft(boolean allowDifferent) {
        this.allowDifferent = allowDifferent;
    }

    /** The series of that name, new if there was none. */
    SeriesDraft series(String name) {
        return series.computeIfAbsent(name, SeriesDraft::new);
    }

    /** Whether any trial gave figures to a series of that name. */
    boolean has(String name) {
        return series.containsKey(name);
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    /**
     * Notes the circumstances of a file. Those of all files have to be the same, unless different ones are allowed; what only one of
     * them has is a difference if another one of its kind lacks it.
     *
     * @param kind
     *            with which their keys begin
     * @throws BadInputException
     *             with key, both values and both files, for the first difference
     */
    void circumstances(String kind, Map<String, String> found, Path file) {
        if (found.isEmpty()) {
            return;
        }
        Path first = firstFiles.computeIfAbsent(kind, any -> file);
        Set<String> keys = new LinkedHashSet<>(found.keySet());
        circumstances.keySet().stream().filter(known -> known.startsWith(kind)).forEach(keys::add);
        keys.forEach(key -> note(key, found.getOrDefault(key, Circumstances.NOT_SET), file, first));
    }

    private void note(String key, String value, Path file, Path first) {
        Fact fact = circumstances.computeIfAbsent(key, any -> new Fact(new LinkedHashSet<>(), first));
        if (fact.values().isEmpty() && !file.equals(first)) {
            fact.values().add(Circumstances.NOT_SET);
        }
        if (fact.values().add(value) && fact.values().size() > 1) {
            refuseUnlessAllowed(key, fact, value, file);
        }
    }

    private void refuseUnlessAllowed(String key, Fact fact, String value, Path file) {
        if (Circumstances.isOnlyNoted(key) || Circumstances.isByMode(key, fact.values())) {
            return;
        }
        String difference = key + " is " + Circumstances.shown(fact.values().iterator().next()) + " in " + fact.file()
                + " and " + Circumstances.shown(value) + " in " + file;
        if (!allowDifferent) {
            throw new BadInputException(difference
                    + " (expected the same in all of one side, or --allow-different)");
        }
        remark("One side holds different things: " + difference + ".");
    }

    /** All that was read. */
    Side side(String source) {
        List<Series> all = series.values().stream().map(SeriesDraft::series).toList();
        if (all.isEmpty()) {
            throw new BadInputException(Refusal.quoted(source) + " holds no trial (expected at least one)");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        circumstances.forEach((key, fact) -> {
            Set<String> values = new LinkedHashSet<>(fact.values());
            if (Circumstances.isByMode(key, values)) {
                values.remove(Circumstances.NOT_SET);
            }
            facts.put(key, String.join(AND, values));
        });
        facts.values().removeIf(Circumstances.NOT_SET::equals);
        List<String> sentences = new ArrayList<>(remarks);
        series.values().forEach(each -> sentences.addAll(each.remarks()));
        return new Side(source, all, facts, sentences);
    }
}
