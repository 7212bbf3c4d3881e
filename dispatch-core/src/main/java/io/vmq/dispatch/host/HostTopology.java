package io.vmq.dispatch.host;

import java.util.ArrayList;
import java.util.List;

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

    /**
     * The processors that may serve receive queues: the first sibling of each core, since neither RSS nor VMQ uses the other
     * ones (KB2974384).
     */
    public List<Processor> usable() {
        int cores = processors / smt;
        List<Processor> usable = new ArrayList<>(cores);
        for (int core = 0; core < cores; core++) {
            int number = core * smt;
            usable.add(new Processor(number / Processor.GROUP_SIZE, number % Processor.GROUP_SIZE,
                    core / (cores / numaNodes)));
        }
        return List.copyOf(usable);
    }
}
