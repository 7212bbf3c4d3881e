package io.vmq.tools.nic;

import io.vmq.tools.doctor.linux.LinuxHost;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a host matters to a measurement on one of its interfaces.
 *
 * @param nodeOfCpu
 *            the NUMA node of each CPU that is online, by its number
 * @param irqbalance
 *            whether irqbalance runs
 * @param measuringCpus
 *            CPUs that are to measure; empty if nobody said
 */
public record HostState(Map<Integer, Integer> nodeOfCpu, boolean irqbalance, Set<Integer> measuringCpus) {

    public HostState {
        nodeOfCpu = Map.copyOf(nodeOfCpu);
        measuringCpus = Set.copyOf(measuringCpus);
    }

    public static HostState of(LinuxHost host, Set<Integer> measuringCpus) {
        Map<Integer, Integer> nodes = new TreeMap<>();
        host.cpus().forEach(cpu -> nodes.put(cpu.number(), cpu.node()));
        return new HostState(nodes, host.irqbalance(), measuringCpus);
    }

    int cpuCount() {
        return nodeOfCpu.size();
    }
}
