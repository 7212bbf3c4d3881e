package io.vmq.dispatch.host;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which processors a NIC was told to use, as {@code Set-NetAdapterVmq} and {@code Set-NetAdapterRss} take it. Both write the
 * same keywords, {@code *RssBaseProcNumber}, {@code *MaxRssProcessors} and so on (TUNE). A value that is not set is empty, not
 * a number that stands for it. What comes of it on a host says {@link ProcessorSet}.
 *
 * @param baseGroup
 *            BaseProcessorGroup: group of the first processor, 0 to 65535
 * @param baseNumber
 *            BaseProcessorNumber: number of the first processor in its group, 0 to 63
 * @param maxProcessors
 *            MaxProcessors: at most so many, at least 1; not set is all there are
 * @param maxGroup
 *            MaxProcessorGroup, which RSS has and VMQ has not; not set is the group of the first processor
 * @param maxNumber
 *            MaxProcessorNumber: number of the last processor in the last group, 0 to 63; not set is 63 (WDD
 *            standardized-inf-keywords-for-rss)
 * @param numaNode
 *            NumaNode: the preferred node, 0 to 65534; not set is any, which the registry writes as 65535
 */
public record ProcessorSetting(int baseGroup, int baseNumber, OptionalInt maxProcessors, OptionalInt maxGroup,
        OptionalInt maxNumber, OptionalInt numaNode) {

    /** Nothing set: from processor 0:0 on. */
    public static final ProcessorSetting UNSET = new ProcessorSetting(0, 0, OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.empty(), OptionalInt.empty());

    private static final int MAX_NUMBER = Processor.GROUP_SIZE - 1;
    private static final int MAX_GROUP = 0xFFFF;
    private static final int MAX_NODE = 0xFFFE;

    /** What can be wrong with a setting on a given host. */
    public enum Fault {
        /** The host has no processor of the base's number. */
        BASE_NOT_THERE,
        /** The base is not the first SMT sibling of its core; with hyper-threading it has to be even (KB2974384). */
        BASE_NOT_FIRST_SIBLING,
        /** The host has no NUMA node of that number. */
        NODE_NOT_THERE,
        /** No processor is left that fits all values. */
        NOTHING_LEFT
    }

    public ProcessorSetting {
        check("BaseProcessorGroup", OptionalInt.of(baseGroup), 0, MAX_GROUP);
        check("BaseProcessorNumber", OptionalInt.of(baseNumber), 0, MAX_NUMBER);
        check("MaxProcessors", maxProcessors, 1, Integer.MAX_VALUE);
        check("MaxProcessorGroup", maxGroup, 0, MAX_GROUP);
        check("MaxProcessorNumber", maxNumber, 0, MAX_NUMBER);
        check("NumaNode", numaNode, 0, MAX_NODE);
    }

    private static void check(String name, OptionalInt value, int min, int max) {
        if (value.isPresent() && (value.getAsInt() < min || value.getAsInt() > max)) {
            throw new IllegalArgumentException(name + "=" + value.getAsInt() + ": "
                    + (max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max) + " expected");
        }
    }

    /** From {@code group:number} on, at most {@code maxProcessors}: the two values that guides for VMQ speak of. */
    public static ProcessorSetting of(int baseGroup, int baseNumber, int maxProcessors) {
        return from(baseGroup, baseNumber).withMaxProcessors(maxProcessors);
    }

    /** From {@code group:number} on, nothing else set. */
    public static ProcessorSetting from(int baseGroup, int baseNumber) {
        return new ProcessorSetting(baseGroup, baseNumber, OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.empty(), OptionalInt.empty());
    }

    public ProcessorSetting withMaxProcessors(int max) {
        return new ProcessorSetting(baseGroup, baseNumber, OptionalInt.of(max), maxGroup, maxNumber, numaNode);
    }

    public ProcessorSetting withMaxNumber(int number) {
        return new ProcessorSetting(baseGroup, baseNumber, maxProcessors, maxGroup, OptionalInt.of(number), numaNode);
    }

    public ProcessorSetting withMaxGroup(int group) {
        return new ProcessorSetting(baseGroup, baseNumber, maxProcessors, OptionalInt.of(group), maxNumber, numaNode);
    }

    public ProcessorSetting withNumaNode(int node) {
        return new ProcessorSetting(baseGroup, baseNumber, maxProcessors, maxGroup, maxNumber, OptionalInt.of(node));
    }

    /**
     * Whether a processor lies from base to maximum, both included, in the order of group and number (WDD
     * standardized-inf-keywords-for-rss).
     */
    public boolean reaches(int group, int number) {
        long index = Processor.index(group, number);
        return index >= Processor.index(baseGroup, baseNumber)
                && index <= Processor.index(maxGroup.orElse(baseGroup), maxNumber.orElse(MAX_NUMBER));
    }

    /** What is wrong with it on {@code host} for VMQ; empty if nothing is. */
    public Set<Fault> faultsOn(HostTopology host) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        host.find(baseGroup, baseNumber).ifPresentOrElse(base -> {
            if (!base.isFirstSibling()) {
                faults.add(Fault.BASE_NOT_FIRST_SIBLING);
            }
        }, () -> faults.add(Fault.BASE_NOT_THERE));
        if (numaNode.orElse(0) >= host.numaNodes()) {
            faults.add(Fault.NODE_NOT_THERE);
        }
        if (ProcessorSet.of(host, this).isEmpty()) {
            faults.add(Fault.NOTHING_LEFT);
        }
        return faults;
    }
}
