package io.vmq.tools.doctor.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What a Linux host says of its network interfaces and of the CPUs that serve them.
 *
 * @param cpus
 *            CPUs that are online
 * @param nics
 *            interfaces with a device of their own, by name
 * @param bonds
 *            bonds, by name
 * @param irqbalance
 *            whether a process of that name runs
 */
public record LinuxHost(List<Cpu> cpus, List<Nic> nics, List<Bond> bonds, boolean irqbalance) {

    public LinuxHost {
        cpus = List.copyOf(cpus);
        nics = List.copyOf(nics);
        bonds = List.copyOf(bonds);
    }

    /**
     * A CPU.
     *
     * @param firstSibling
     *            whether it has the lowest number of its core
     * @param node
     *            NUMA node; 0 if the kernel names none
     */
    public record Cpu(int number, boolean firstSibling, int node) {}

    /**
     * An interface.
     *
     * @param speedMbps
     *            speed of the link in Mb/s; empty if it is down or says nothing
     * @param node
     *            NUMA node of its device, if the kernel names one
     * @param irqs
     *            interrupts of its queues
     * @param rxQueues
     *            receive queues, by number
     */
    public record Nic(String name, OptionalLong speedMbps, OptionalInt node, List<Irq> irqs, List<RxQueue> rxQueues) {

        public Nic {
            irqs = List.copyOf(irqs);
            rxQueues = List.copyOf(rxQueues);
        }
    }

    /**
     * The interrupt of a queue.
     *
     * @param cpus
     *            CPUs to which it goes: the effective ones, where the kernel tells them apart from those allowed
     */
    public record Irq(int number, SortedSet<Integer> cpus) {}

    /**
     * A receive queue.
     *
     * @param rps
     *            whether software spreads its frames over CPUs (RPS)
     */
    public record RxQueue(int number, boolean rps) {}

    /**
     * A bond.
     *
     * @param mode
     *            as {@code /proc/net/bonding} names it
     * @param members
     *            names of its members
     */
    public record Bond(String name, String mode, List<String> members) {

        public Bond {
            members = List.copyOf(members);
        }

        /** Whether more than one member carries traffic at a time. */
        public boolean spreads() {
            return !mode.contains("active-backup");
        }
    }

    /** The interface of that name. */
    Optional<Nic> nic(String name) {
        return nics.stream().filter(nic -> nic.name().equals(name)).findFirst();
    }
}
