package io.vmq.dispatch.host;

/**
 * A logical processor of the modelled host, as Windows numbers it.
 *
 * @param group
 *            processor group, from 0; a group holds up to 64 processors
 * @param number
 *            number within the group, 0 to 63
 * @param numaNode
 *            NUMA node, from 0
 */
public record Processor(int group, int number, int numaNode) {

    /** Logical processors in a full group (Windows: MAXIMUM_PROC_PER_GROUP). */
    public static final int GROUP_SIZE = 64;

    /** {@code group:number}, as {@code Get-NetAdapterVmq} prints it. */
    @Override
    public String toString() {
        return group + ":" + number;
    }
}
