package io.vmq.dispatch.host;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processors that the queues of a NIC may be served by: what its {@link ProcessorSetting} comes to on a host. Immutable;
 * may be empty.
 *
 * @param processors
 *            in the order in which they are taken into use, each once
 */
public record ProcessorSet(List<Processor> processors) {

    /** Processors of a set that Dynamic VMQ uses, at most (TUNE). */
    public static final int MAX_DYNAMIC_VMQ = 16;

    public ProcessorSet {
        processors = List.copyOf(processors);
        if (processors.stream().distinct().count() != processors.size()) {
            throw new IllegalArgumentException("processors " + processors + ": each once expected");
        }
    }

    /**
     * The set of a NIC with VMQ: the first SMT sibling of each core from the base on, at most MaxProcessors of them, none above
     * the maximum; of these, those on the preferred NUMA node, if there is one. The node comes last: on 8 nodes of 4
     * processors, base 2 with maximum 4 is 2 and 3 for node 0, and 4 and 5 for node 1 (KB2974384).
     *
     * <p>
     * A base that is no first sibling begins at the next core, and a base or node that the host lacks gives an empty set:
     * {@link ProcessorSetting#faultsOn} tells of both.
     */
    public static ProcessorSet of(HostTopology host, ProcessorSetting setting) {
        Stream<Processor> taken = candidates(host, setting)
                .limit(setting.maxProcessors().orElse(Integer.MAX_VALUE));
        return new ProcessorSet(taken.filter(each -> setting.numaNode().orElse(each.numaNode()) == each.numaNode())
                .toList());
    }

    /** First siblings from base to maximum, in the order of their numbers. */
    static Stream<Processor> candidates(HostTopology host, ProcessorSetting setting) {
        return host.usable().stream().filter(each -> setting.reaches(each.group(), each.number()));
    }

    public boolean isEmpty() {
        return processors.isEmpty();
    }

    public int size() {
        return processors.size();
    }

    /** Whether a processor is in both. */
    public boolean overlaps(ProcessorSet other) {
        return !common(other).isEmpty();
    }

    /** The processors that are in both, in this one's order. */
    public List<Processor> common(ProcessorSet other) {
        return processors.stream().filter(other.processors::contains).toList();
    }

    /** The NUMA nodes that it touches; a set should not span several (TIPS). */
    public SortedSet<Integer> numaNodes() {
        return processors.stream().map(Processor::numaNode).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it has the first processor of the host, which the root partition and default queues use (TUNE). */
    public boolean hasFirstCore() {
        return processors.stream().anyMatch(each -> each.group() == 0 && each.number() == 0);
    }

    /** As {@code 0:2 0:4}. */
    @Override
    public String toString() {
        return processors.stream().map(Processor::toString).collect(Collectors.joining(" "));
    }
}
