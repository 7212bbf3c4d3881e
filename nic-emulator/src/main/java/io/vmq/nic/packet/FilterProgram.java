package io.vmq.nic.packet;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes receive filters as a program for the kernel that gives each frame the number of its queue, by the law of
 * {@link FilterTable}: MAC and VLAN are equal, the lowest queue wins, and what matches nothing, or goes to a group, comes to
 * queue 0.
 *
 * <p>
 * Where the program runs, the frame begins behind its Ethernet header, and the kernel has taken the outermost VLAN tag out of
 * it; so the MAC is read from where the link layer begins, and the tag from what the kernel noted. The program goes by the
 * first two bytes of the MAC and then by its other four, each time through a tree that halves what is left; tests jump 255
 * instructions at most, so farther ways go over a jump of their own.
 */
final class FilterProgram {

    /** Places of linux/filter.h: the link layer's header, and what the kernel knows of a frame. */
    static final int LINK_LAYER = -0x20_0000;
    static final int KNOWN = -0x1000;
    static final int VLAN_TAG = KNOWN + 44;
    static final int VLAN_TAG_PRESENT = KNOWN + 48;

    private static final int DEFAULT_QUEUE = 0;
    private static final int GROUP_BIT = 0x0100;
    private static final int VLAN_WORD = 0;
    private static final int REST_OFFSET = Short.BYTES;
    private static final ClassicInstruction TO_DEFAULT_QUEUE = ClassicInstruction.giveBack(DEFAULT_QUEUE);

    private FilterProgram() {}

    /**
     * The program for these filters, 1 instruction or more; it may be longer than the kernel takes.
     *
     * @throws IllegalArgumentException
     *             if two filters ask for the same MAC and VLAN
     */
    static List<ClassicInstruction> of(List<ReceiveFilter> filters) {
        FilterTable unambiguous = new FilterTable(filters);
        assert unambiguous != null;
        if (filters.isEmpty()) {
            return List.of(TO_DEFAULT_QUEUE);
        }
        List<ClassicInstruction> program = new ArrayList<>(List.of(
                ClassicInstruction.loadHalf(LINK_LAYER), ClassicInstruction.ifAnyBit(GROUP_BIT, 0, 1), TO_DEFAULT_QUEUE,
                ClassicInstruction.loadWord(VLAN_TAG_PRESENT), ClassicInstruction.ifEqual(0, 2, 0),
                ClassicInstruction.loadWord(VLAN_TAG), ClassicInstruction.and(EthernetLayout.VLAN_ID_MASK),
                ClassicInstruction.storeMemory(VLAN_WORD), ClassicInstruction.loadHalf(LINK_LAYER)));
        program.addAll(tree(byMac(filters), FilterProgram::forMacsBeginning));
        return program;
    }

    /** The most of the first filters whose program the kernel takes. */
    static int mostThatFit(List<ReceiveFilter> filters) {
        int fit = 0;
        for (int tooMany = filters.size() + 1; tooMany - fit > 1;) {
            int some = (fit + tooMany) / 2;
            if (of(filters.subList(0, some)).size() <= ClassicProgram.MAX_INSTRUCTIONS) {
                fit = some;
            } else {
                tooMany = some;
            }
        }
        return fit;
    }

    /** Queue by VLAN, by the MAC's last four bytes, by its first two. */
    private static NavigableMap<Long, NavigableMap<Long, NavigableMap<Integer, Integer>>> byMac(
            List<ReceiveFilter> filters) {
        NavigableMap<Long, NavigableMap<Long, NavigableMap<Integer, Integer>>> all = new TreeMap<>();
        for (ReceiveFilter filter : filters) {
            long mac = filter.mac().bits();
            all.computeIfAbsent(mac >>> Integer.SIZE, start -> new TreeMap<>())
                    .computeIfAbsent(mac & 0xFFFF_FFFFL, rest -> new TreeMap<>()).put(filter.vlan(), filter.queue());
        }
        return all;
    }

    private static List<ClassicInstruction> forMacsBeginning(
            NavigableMap<Long, NavigableMap<Integer, Integer>> byRest) {
        List<ClassicInstruction> code = new ArrayList<>();
        code.add(ClassicInstruction.loadWord(LINK_LAYER + REST_OFFSET));
        code.addAll(tree(byRest, FilterProgram::forMac));
        return code;
    }

    /** What a frame for a MAC comes to, by its VLAN; the filter for any VLAN is under the lowest key. */
    private static List<ClassicInstruction> forMac(NavigableMap<Integer, Integer> queueByVlan) {
        int ofAnyVlan = queueByVlan.getOrDefault(ReceiveFilter.ANY_VLAN, Integer.MAX_VALUE);
        int otherwise = ofAnyVlan == Integer.MAX_VALUE ? DEFAULT_QUEUE : ofAnyVlan;
        List<ClassicInstruction> code = new ArrayList<>();
        queueByVlan.tailMap(ReceiveFilter.ANY_VLAN, false).forEach((vlan, queue) -> {
            int lowest = Math.min(queue, ofAnyVlan);
            if (lowest != otherwise) {
                code.add(ClassicInstruction.ifEqual(vlan, 0, 1));
                code.add(ClassicInstruction.giveBack(lowest));
            }
        });
        if (!code.isEmpty()) {
            code.addFirst(ClassicInstruction.loadMemory(VLAN_WORD));
        }
        code.add(ClassicInstruction.giveBack(otherwise));
        return code;
    }

    /** Finds the key that A equals, and goes on with what is for it; with none, the frame comes to the default queue. */
    private static <T> List<ClassicInstruction> tree(NavigableMap<Long, T> choices,
            Function<T, List<ClassicInstruction>> codeFor) {
        List<Long> keys = List.copyOf(choices.keySet());
        List<ClassicInstruction> code = new ArrayList<>();
        if (keys.size() == 1) {
            code.add(ClassicInstruction.ifEqual(keys.getFirst().intValue(), 1, 0));
            code.add(TO_DEFAULT_QUEUE);
            code.addAll(codeFor.apply(choices.firstEntry().getValue()));
            return code;
        }
        Long pivot = keys.get(keys.size() / 2);
        List<ClassicInstruction> below = tree(choices.headMap(pivot, false), codeFor);
        if (below.size() <= ClassicInstruction.MAX_JUMP) {
            code.add(ClassicInstruction.ifAtLeast(pivot.intValue(), below.size(), 0));
        } else {
            code.add(ClassicInstruction.ifAtLeast(pivot.intValue(), 0, 1));
            code.add(ClassicInstruction.jump(below.size()));
        }
        code.addAll(below);
        code.addAll(tree(choices.tailMap(pivot, true), codeFor));
        return code;
    }
}
