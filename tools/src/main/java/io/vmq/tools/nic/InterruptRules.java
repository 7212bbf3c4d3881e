package io.vmq.tools.nic;

import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.Interrupt;
import io.vmq.tools.doctor.linux.CpuRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which CPUs an interface's interrupts must not go to. */
final class InterruptRules {

    private final HostState host;
    private final List<Interrupt> interrupts;
    private final List<Remark> remarks = new ArrayList<>();

    private InterruptRules(Adapter adapter, HostState host) {
        this.host = host;
        interrupts = adapter.interrupts().value().orElse(List.of());
    }

    static List<Remark> remarks(Adapter adapter, HostState host) {
        InterruptRules rules = new InterruptRules(adapter, host);
        rules.judgeIrqbalance();
        adapter.numaNode().value().ifPresent(rules::judgeNode);
        rules.judgeMeasuringCpus();
        return rules.remarks;
    }

    private void judgeIrqbalance() {
        if (host.irqbalance() && !interrupts.isEmpty()) {
            remarks.add(new Remark("irqbalance", "irqbalance moves interrupts to other CPUs whenever it sees fit",
                    List.of("sudo systemctl stop irqbalance")));
        }
    }

    private void judgeNode(int node) {
        Set<Integer> near = host.nodeOfCpu().entrySet().stream().filter(entry -> entry.getValue() == node)
                .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
        List<Interrupt> far = interrupts.stream()
                .filter(interrupt -> cpus(interrupt).stream().anyMatch(cpu -> isOnline(cpu) && !near.contains(cpu)))
                .toList();
        if (!far.isEmpty() && !near.isEmpty()) {
            remarks.add(new Remark("numa", names(far) + " to CPUs of another NUMA node than " + node
                    + ", which is the device's; frames cross between the nodes", moves(far, near)));
        }
    }

    private void judgeMeasuringCpus() {
        List<Interrupt> disturbing = interrupts.stream()
                .filter(interrupt -> cpus(interrupt).stream().anyMatch(host.measuringCpus()::contains)).toList();
        Set<Integer> others = new TreeSet<>(host.nodeOfCpu().keySet());
        others.removeAll(host.measuringCpus());
        if (!disturbing.isEmpty()) {
            remarks.add(new Remark("irq-on-measuring-cpu", names(disturbing) + " to CPUs that are to measure ("
                    + CpuRanges.text(host.measuringCpus()) + "), whose time is taken for them",
                    others.isEmpty() ? List.of() : moves(disturbing, others)));
        }
    }

    private boolean isOnline(int cpu) {
        return host.nodeOfCpu().containsKey(cpu);
    }

    /** Empty where the kernel does not say. */
    private static Set<Integer> cpus(Interrupt interrupt) {
        try {
            return CpuRanges.parse(interrupt.cpus());
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    private static String names(List<Interrupt> some) {
        String numbers = some.stream().map(interrupt -> String.valueOf(interrupt.number()))
                .collect(Collectors.joining(", "));
        return (some.size() == 1 ? "interrupt " + numbers + " goes" : "interrupts " + numbers + " go");
    }

    private static List<String> moves(List<Interrupt> some, Set<Integer> cpus) {
        return some.stream().map(interrupt -> "echo " + CpuRanges.text(cpus) + " | sudo tee /proc/irq/"
                + interrupt.number() + "/smp_affinity_list").toList();
    }
}
