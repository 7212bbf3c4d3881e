package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPUs of this machine in the order of their use: the source first, then the cores.
 *
 * @param cpus
 *            numbers of logical CPUs, without duplicates; empty leaves the choice to the engine
 */
public record CpuList(List<Integer> cpus) {

    /** Largest number of a CPU. */
    public static final int MAX_CPU = 4_095;

    private static final String EXPECTED = "CPU numbers and ranges such as 0,2-5, the source first, each once, up to "
            + MAX_CPU;
    private static final Pattern ITEM = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");

    public CpuList {
        cpus = List.copyOf(cpus);
    }

    /**
     * Reads {@code 0,2-5}.
     *
     * @throws IllegalArgumentException
     *             for anything else, a range that falls, and a CPU named twice
     */
    public static CpuList parse(String text) {
        Set<Integer> cpus = new LinkedHashSet<>();
        for (String item : text.split(",", -1)) {
            addRange(cpus, item, text);
        }
        return new CpuList(List.copyOf(cpus));
    }

    private static void addRange(Set<Integer> cpus, String item, String text) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw Refusal.impossible(text, EXPECTED);
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (last < first || last > MAX_CPU) {
            throw Refusal.impossible(text, EXPECTED);
        }
        for (int cpu = first; cpu <= last; cpu++) {
            if (!cpus.add(cpu)) {
                throw new IllegalArgumentException(
                        Refusal.quoted(text) + " names CPU " + cpu + " twice (expected " + EXPECTED + ")");
            }
        }
    }

    /** Rising runs as ranges; reads back equal. */
    public String text() {
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from < cpus.size()) {
            int to = from;
            while (to + 1 < cpus.size() && cpus.get(to + 1) == cpus.get(to) + 1) {
                to++;
            }
            items.add(to == from ? "" + cpus.get(from) : cpus.get(from) + "-" + cpus.get(to));
            from = to + 1;
        }
        return String.join(",", items);
    }
}
