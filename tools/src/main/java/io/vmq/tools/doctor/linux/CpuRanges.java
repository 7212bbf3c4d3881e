package io.vmq.tools.doctor.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets of CPUs as the kernel writes them: lists such as {@code 0-3,8} and masks such as {@code 0000ff00,00000001}. */
public final class CpuRanges {

    /** Largest number of a CPU that is read; kernels are built for up to 8192. */
    static final int MAX_CPU = 8_191;

    private static final Pattern ITEM = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");
    private static final Pattern MASK = Pattern.compile("[0-9a-fA-F]{1,8}(,[0-9a-fA-F]{8})*");
    private static final int WORD = 32;

    private CpuRanges() {}

    /**
     * Reads a list; an empty text is no CPU.
     *
     * @throws IllegalArgumentException
     *             if it is none
     */
    public static SortedSet<Integer> parse(String text) {
        SortedSet<Integer> cpus = new TreeSet<>();
        if (text.isEmpty()) {
            return cpus;
        }
        for (String item : text.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("expected CPU numbers and ranges such as 0-3,8");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last > MAX_CPU) {
                throw new IllegalArgumentException("expected rising ranges of CPUs up to " + MAX_CPU);
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    /**
     * Whether a mask names no CPU.
     *
     * @throws IllegalArgumentException
     *             if it is no mask
     */
    static boolean isEmptyMask(String text) {
        if (!MASK.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a mask of CPUs in hexadecimal such as 0000ff00,00000001");
        }
        return text.chars().allMatch(digit -> digit == '0' || digit == ',');
    }

    /** The set as a list, rising runs as ranges. */
    public static String text(Set<Integer> cpus) {
        List<Integer> sorted = List.copyOf(new TreeSet<>(cpus));
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            while (to + 1 < sorted.size() && sorted.get(to + 1) == sorted.get(to) + 1) {
                to++;
            }
            items.add(to == from ? "" + sorted.get(from) : sorted.get(from) + "-" + sorted.get(to));
            from = to + 1;
        }
        return String.join(",", items);
    }

    /** The set as a mask. */
    static String mask(SortedSet<Integer> cpus) {
        int words = cpus.isEmpty() ? 1 : cpus.last() / WORD + 1;
        int[] bits = new int[words];
        cpus.forEach(cpu -> bits[cpu / WORD] |= 1 << (cpu % WORD));
        StringBuilder text = new StringBuilder(Integer.toHexString(bits[words - 1]));
        for (int word = words - 2; word >= 0; word--) {
            text.append(String.format(Locale.ROOT, ",%08x", bits[word]));
        }
        return text.toString();
    }
}
