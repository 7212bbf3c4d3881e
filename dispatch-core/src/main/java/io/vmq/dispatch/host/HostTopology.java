package io.vmq.dispatch.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The logical processors of the modelled host.
 *
 * <p>
 * Processors are numbered as Windows does: the SMT siblings of a core stand side by side, cores of a NUMA node stand side by
 * side, and every {@value Processor#GROUP_SIZE} logical processors form a group.
 *
 * @param processors
 *            logical processors, SMT siblings counted
 * @param smt
 *            logical processors per core; divides {@code processors}
 * @param numaNodes
 *            NUMA nodes of equal size; divides the number of cores
 */
public record HostTopology(int processors, int smt, int numaNodes) {

    public HostTopology {
        if (processors < 1 || smt < 1 || numaNodes < 1 || processors % smt != 0
                || processors / smt % numaNodes != 0) {
            throw new IllegalArgumentException("processors=" + processors + ", smt=" + smt + ", numaNodes=" + numaNodes
                    + ": smt must divide processors and numaNodes the cores");
        }
    }

    /** {@code nodes} NUMA nodes of {@code each} logical processors, SMT siblings counted. */
    public static HostTopology ofNodes(int nodes, int each, int smt) {
        return new HostTopology(nodes * each, smt, nodes);
    }

    /** All logical processors, SMT siblings counted, in the order of their numbers. */
    public List<Processor> all() {
        return IntStream.range(0, processors).mapToObj(this::processorAt).toList();
    }

    private Processor processorAt(int index) {
        int processorsOfNode = processors / numaNodes;
        return new Processor(index / Processor.GROUP_SIZE, index % Processor.GROUP_SIZE, index / processorsOfNode,
                index % smt);
    }

    /** The processor of that number, if the host has it. */
    public Optional<Processor> find(int group, int number) {
        long index = Processor.index(group, number);
        boolean exists = group >= 0 && number >= 0 && number < Processor.GROUP_SIZE && index < processors;
        return exists ? Optional.of(processorAt((int) index)) : Optional.empty();
    }

    /**
     * The processors that may serve receive queues: the first sibling of each core, since neither RSS nor VMQ uses the other
     * ones (KB2974384).
     */
    public List<Processor> usable() {
        return all().stream().filter(Processor::isFirstSibling).toList();
    }
}
