package io.vmq.tools.doctor.linux;

import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.linux.LinuxHost.Bond;
import io.vmq.tools.doctor.linux.LinuxHost.Irq;
import io.vmq.tools.doctor.linux.LinuxHost.Nic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Judges which CPUs the interrupts of a Linux host go to. The questions are those of a Hyper-V host: members of a team that share
 * processors, many queues on one processor, one queue for everything.
 */
public final class LinuxDoctor {

    /** From this speed of a link on, one core cannot serve it: a core takes about 3.5 Gb/s. */
    private static final long ONE_CORE_MBPS = 3_500;
    private static final String SCALING = "kernel documentation, networking/scaling.rst";

    private final LinuxHost host;
    private final IrqPlan plan;
    private final List<Finding> findings = new ArrayList<>();

    private LinuxDoctor(LinuxHost host) {
        this.host = host;
        plan = new IrqPlan(host);
    }

    /** What is wrong with a host; its commands, run in a root shell, mend all that commands can. */
    public static Diagnosis examine(LinuxHost host) {
        return new LinuxDoctor(host).diagnosis();
    }

    private Diagnosis diagnosis() {
        host.bonds().forEach(this::examine);
        host.nics().forEach(this::examineQueues);
        host.nics().forEach(this::examineSingleQueue);
        if (host.irqbalance()) {
            findings.addFirst(irqbalance());
        }
        findings.sort(Comparator.comparing(Finding::severity));
        Set<String> commands = new LinkedHashSet<>();
        findings.stream().filter(finding -> finding.id().equals("irqbalance-runs")).map(Finding::fix)
                .forEach(commands::addAll);
        findings.stream().map(Finding::fix).forEach(commands::addAll);
        return new Diagnosis(heading(), findings, List.copyOf(commands), notes(), host.nics().size());
    }

    private String heading() {
        return "Linux host: " + count(host.cpus().size(), "CPU") + ", "
                + count(host.nics().size(), "network interface") + ", " + count(host.bonds().size(), "bond");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private List<String> notes() {
        return host.nics().stream().filter(nic -> nic.irqs().isEmpty())
                .map(nic -> nic.name() + ": no interrupt of its queues is known, so where they go is not checked")
                .toList();
    }

    /** Members that serve traffic at the same time must not share CPUs, as in a team with sum-queue mode. */
    private void examine(Bond bond) {
        if (!bond.spreads()) {
            return;
        }
        List<Nic> members = bond.members().stream().flatMap(name -> host.nic(name).stream()).toList();
        NavigableSet<Integer> shared = new TreeSet<>();
        NavigableSet<Integer> seen = new TreeSet<>();
        for (Nic member : members) {
            SortedSet<Integer> cpus = cpus(member);
            cpus.stream().filter(seen::contains).forEach(shared::add);
            seen.addAll(cpus);
        }
        if (shared.isEmpty()) {
            return;
        }
        List<String> fix = plan.apart(bond).isEmpty() ? List.of() : moveApart(bond);
        findings.add(new Finding("irq-sets-overlap", Severity.WARNING,
                bond.name() + ": its members interrupt the same CPUs " + CpuRanges.text(shared), null,
                "All members of the bond carry traffic at the same time, so such a CPU serves several links while "
                        + "others have time left."
                        + (fix.isEmpty() ? " There are too few cores to keep them apart." : ""),
                SCALING, members.stream().map(Nic::name).toList(), fix));
    }

    private static SortedSet<Integer> cpus(Nic nic) {
        SortedSet<Integer> cpus = new TreeSet<>();
        nic.irqs().forEach(irq -> cpus.addAll(irq.cpus()));
        return cpus;
    }

    /** All members at once: one that moves alone could meet another. */
    private List<String> moveApart(Bond bond) {
        List<String> commands = new ArrayList<>();
        plan.apart(bond).forEach((member, cpus) -> host.nic(member).ifPresent(nic -> commands.addAll(move(nic, cpus))));
        return commands;
    }

    private static List<String> move(Nic nic, List<Integer> cpus) {
        SortedMap<Integer, Integer> wanted = IrqPlan.inTurn(nic, cpus);
        List<String> commands = new ArrayList<>();
        for (Irq irq : nic.irqs()) {
            Integer cpu = wanted.get(irq.number());
            if (cpu != null && !irq.cpus().equals(new TreeSet<>(Set.of(cpu)))) {
                commands.add("echo " + cpu + " > /proc/irq/" + irq.number() + "/smp_affinity_list");
            }
        }
        return commands;
    }

    private void examineQueues(Nic nic) {
        if (nic.irqs().size() < 2 || cpus(nic).size() != 1) {
            return;
        }
        Optional<Bond> bond = host.bonds().stream()
                .filter(candidate -> candidate.spreads() && plan.apart(candidate).containsKey(nic.name())).findFirst();
        List<Integer> cpus = bond.map(plan::apart).map(shares -> shares.get(nic.name()))
                .orElseGet(() -> plan.cpusFor(nic));
        List<String> fix = cpus.size() < 2 ? List.of() : bond.map(this::moveApart).orElseGet(() -> move(nic, cpus));
        findings.add(new Finding("queues-on-one-cpu", cpus.size() < 2 ? Severity.INFO : Severity.WARNING,
                nic.name() + ": all " + nic.irqs().size() + " queues interrupt CPU " + cpus(nic).first(), null,
                "The queues share the time of one CPU, so the NIC delivers what one core can (about 3.5 Gb/s), "
                        + "however many queues it has."
                        + (fix.isEmpty()
                                ? " There is no other core for them, or the rest serves other members of the bond."
                                : ""),
                SCALING, List.of(nic.name()), fix));
    }

    private void examineSingleQueue(Nic nic) {
        boolean spread = nic.rxQueues().stream().anyMatch(LinuxHost.RxQueue::rps);
        if (nic.rxQueues().size() != 1 || spread) {
            return;
        }
        boolean slow = nic.speedMbps().isPresent() && nic.speedMbps().getAsLong() < ONE_CORE_MBPS;
        List<Integer> cpus = plan.cpusFor(nic);
        List<String> fix = slow || cpus.size() < 2 ? List.of()
                : List.of("ethtool -L " + nic.name() + " combined " + cpus.size() + " || echo "
                        + CpuRanges.mask(new TreeSet<>(cpus)) + " > /sys/class/net/" + nic.name()
                        + "/queues/rx-" + nic.rxQueues().getFirst().number() + "/rps_cpus");
        findings.add(new Finding("single-queue", slow ? Severity.INFO : Severity.WARNING,
                nic.name() + ": one receive queue, and no CPUs in its RPS mask", null,
                slow ? "One core serves all frames; it can keep up with a link of " + nic.speedMbps().getAsLong()
                        + " Mb/s."
                        : "One core serves all frames, about 3.5 Gb/s. More queues (ethtool -L) spread them in hardware; "
                                + "where the driver has no more, RPS spreads them in software.",
                SCALING, List.of(nic.name()), fix));
    }

    /** Harmless while nothing is pinned; it would undo the commands of the other findings. */
    private Finding irqbalance() {
        boolean undoes = findings.stream().flatMap(finding -> finding.fix().stream())
                .anyMatch(command -> command.contains("/proc/irq/"));
        List<String> fix = undoes ? List.of("systemctl disable --now irqbalance") : List.of();
        return new Finding("irqbalance-runs", undoes ? Severity.WARNING : Severity.INFO,
                "irqbalance moves interrupts between CPUs", null,
                "It decides anew every ten seconds where interrupts go, so CPUs that are set by hand do not stay."
                        + (undoes ? " It has to stop before the interrupts are moved." : ""),
                "irqbalance(1)", List.of(), fix);
    }
}
