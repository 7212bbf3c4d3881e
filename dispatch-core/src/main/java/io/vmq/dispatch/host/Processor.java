package io.vmq.dispatch.host;

/**
 * A logical processor of the modelled host, as Windows numbers it. They are ordered by group, then by number.
 *
 * @param group
 *            processor group, from 0; a group holds up to 64 processors
 * @param number
 *            number within the group, 0 to 63
 * @param numaNode
 *            NUMA node, from 0
 * @param sibling
 *            which of the SMT siblings of its core it is, from 0
 */
public record Processor(int group, int number, int numaNode, int sibling) implements Comparable<Processor> {

    /** Logical processors in a full group (Windows: MAXIMUM_PROC_PER_GROUP). */
    public static final int GROUP_SIZE = 64;

    /** Whether RSS and VMQ may use it: they leave the other siblings of a core alone (KB2974384; TUNE). */
    public boolean isFirstSibling() {
        return sibling == 0;
    }

    @Override
    public int compareTo(Processor other) {
        return Long.compare(index(group, number), index(other.group, other.number));
    }

    /** Its place among all processors of a host whose groups before the last are full. */
    static long index(int group, int number) {
        return (long) group * GROUP_SIZE + number;
    }

    /** {@code group:number}, as {@code Get-NetAdapterVmq} prints it. */
    @Override
    public String toString() {
        return group + ":" + number;
    }
}
