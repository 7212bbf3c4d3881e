package io.vmq.nic.linux;

import java.util.BitSet;
import java.util.stream.Collectors;

/** CPUs of this machine, by the operating system's number. Immutable. */
public final class AllowedCpus {

    private final BitSet cpus;

    AllowedCpus(BitSet cpus) {
        this.cpus = (BitSet) cpus.clone();
    }

    /**
     * The CPUs that this process may use: on Linux those of its affinity mask, which taskset, systemd and containers
     * set; elsewhere as many as the JVM counts, from 0 on. Pinning threads does not change the answer.
     */
    public static AllowedCpus ofThisProcess() {
        BitSet mask = OperatingSystem.isLinux() ? SchedulerCalls.affinityOfProcess() : new BitSet();
        if (mask.isEmpty()) {
            mask.set(0, Runtime.getRuntime().availableProcessors());
        }
        return new AllowedCpus(mask);
    }

    public boolean contains(int cpu) {
        return cpu >= 0 && cpus.get(cpu);
    }

    public int count() {
        return cpus.cardinality();
    }

    /** The numbers, rising. */
    public int[] numbers() {
        return cpus.stream().toArray();
    }

    /** The numbers, such as {@code 0,2,3}. */
    @Override
    public String toString() {
        return cpus.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
