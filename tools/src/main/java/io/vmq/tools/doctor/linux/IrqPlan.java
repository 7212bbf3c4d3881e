package io.vmq.tools.doctor.linux;

import io.vmq.tools.doctor.linux.LinuxHost.Bond;
import io.vmq.tools.doctor.linux.LinuxHost.Cpu;
import io.vmq.tools.doctor.linux.LinuxHost.Irq;
import io.vmq.tools.doctor.linux.LinuxHost.Nic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which CPU each interrupt is to go to. Queues of a NIC take turns over CPUs of its own NUMA node, one CPU a core (hyper-threads
 * bring interrupts no benefit: kernel documentation, networking/scaling.rst); CPU 0 is left to the rest of the host where there
 * are others. The members of a bond share the CPUs of their node out among them, so that none serves two members.
 */
final class IrqPlan {

    private final LinuxHost host;

    IrqPlan(LinuxHost host) {
        this.host = host;
    }

    /**
     * CPUs for the members of a bond that are on this host, by name.
     *
     * @return empty if there are more members than cores
     */
    Map<String, List<Integer>> apart(Bond bond) {
        Map<Integer, List<String>> membersOfNode = new LinkedHashMap<>();
        Map<Integer, List<Integer>> cpusOfNode = new LinkedHashMap<>();
        for (String member : bond.members()) {
            host.nic(member).ifPresent(nic -> {
                List<Integer> cpus = cpusFor(nic);
                // Nodes without CPUs of their own fall back to all CPUs, and share those out as one.
                int node = cpus.isEmpty() ? -1 : cpus.getFirst();
                membersOfNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(member);
                cpusOfNode.put(node, cpus);
            });
        }
        Map<String, List<Integer>> shares = new LinkedHashMap<>();
        membersOfNode
                .forEach((node, members) -> shares.putAll(share(members, cpusOfNode.getOrDefault(node, List.of()))));
        return shares.values().stream().anyMatch(List::isEmpty) ? Map.of() : shares;
    }

    private static Map<String, List<Integer>> share(List<String> members, List<Integer> cpus) {
        Map<String, List<Integer>> shares = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            int from = cpus.size() * i / members.size();
            int to = cpus.size() * (i + 1) / members.size();
            shares.put(members.get(i), List.copyOf(cpus.subList(from, to)));
        }
        return shares;
    }

    /** CPUs for the queues of a NIC, rising. */
    List<Integer> cpusFor(Nic nic) {
        List<Integer> near = cores().stream().filter(cpu -> nic.node().isEmpty() || cpu.node() == nic.node().getAsInt())
                .map(Cpu::number).toList();
        List<Integer> cpus = near.isEmpty() ? cores().stream().map(Cpu::number).toList() : near;
        List<Integer> withoutFirst = cpus.stream().filter(cpu -> cpu != 0).toList();
        return withoutFirst.isEmpty() ? cpus : withoutFirst;
    }

    private List<Cpu> cores() {
        return host.cpus().stream().filter(Cpu::firstSibling).toList();
    }

    /** One CPU an interrupt, in turn. */
    static SortedMap<Integer, Integer> inTurn(Nic nic, List<Integer> cpus) {
        SortedMap<Integer, Integer> cpuOfIrq = new TreeMap<>();
        List<Irq> irqs = nic.irqs();
        for (int i = 0; i < irqs.size() && !cpus.isEmpty(); i++) {
            cpuOfIrq.put(irqs.get(i).number(), cpus.get(i % cpus.size()));
        }
        return cpuOfIrq;
    }
}
