package io.vmq.tools.doctor.linux;

import io.vmq.tools.doctor.linux.LinuxHost.Bond;
import io.vmq.tools.doctor.linux.LinuxHost.Cpu;
import io.vmq.tools.doctor.linux.LinuxHost.Irq;
import io.vmq.tools.doctor.linux.LinuxHost.Nic;
import io.vmq.tools.doctor.linux.LinuxHost.RxQueue;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a host from {@code /proc} and {@code /sys}. It opens files for reading and nothing else. The layout of the files is that
 * of the kernel's Documentation/networking/scaling.rst, bonding.rst and core-api/irq/irq-affinity.rst.
 */
public final class LinuxReader {

    private static final String NET = "sys/class/net";
    private static final String CPU = "sys/devices/system/cpu";
    private static final String BONDING = "proc/net/bonding";
    /** An interrupt that serves received frames, by the name that its driver gave it; tx alone does not. */
    private static final Pattern RECEIVES = Pattern
            .compile("(?i).*(txrx|rxtx|rx[._-]?[0-9]|comp[0-9]|input[._]?[0-9]|fp-[0-9]|queue[._-]?[0-9]|q[0-9]).*");
    private static final Pattern INTERRUPT = Pattern.compile("\\s*([0-9]{1,9}):.*");

    private final HostFiles files;
    private final Map<Integer, String> interrupts = new HashMap<>();

    private LinuxReader(HostFiles files) {
        this.files = files;
    }

    /**
     * Reads the host whose {@code proc} and {@code sys} stand in a folder.
     *
     * @throws BadInputException
     *             if there is no {@code sys/class/net} in it, or a file holds what no kernel writes
     */
    public static LinuxHost read(Path root) {
        HostFiles files = new HostFiles(root);
        if (!files.isFolder(NET)) {
            throw new BadInputException(
                    root.resolve(NET)
                            + ": there is no such folder (expected /, or a folder with a copy of the /proc and "
                            + "/sys of a Linux host)");
        }
        return new LinuxReader(files).host();
    }

    private LinuxHost host() {
        files.text("proc/interrupts").ifPresent(text -> text.lines().forEach(this::noteInterrupt));
        return new LinuxHost(cpus(), nics(), bonds(), runs("irqbalance"));
    }

    private void noteInterrupt(String line) {
        var matcher = INTERRUPT.matcher(line);
        if (matcher.matches()) {
            String[] words = line.strip().split("\\s+", -1);
            interrupts.put(Integer.valueOf(matcher.group(1)), words[words.length - 1]);
        }
    }

    private List<Cpu> cpus() {
        SortedSet<Integer> online = files.value(CPU + "/online", CpuRanges::parse)
                .orElseGet(() -> new TreeSet<>(files.numbers(CPU, "cpu")));
        List<Cpu> cpus = new ArrayList<>();
        for (int cpu : online) {
            String folder = CPU + "/cpu" + cpu;
            SortedSet<Integer> siblings = files.value(folder + "/topology/thread_siblings_list", CpuRanges::parse)
                    .orElseGet(TreeSet::new);
            List<Integer> nodes = files.numbers(folder, "node");
            cpus.add(new Cpu(cpu, siblings.isEmpty() || siblings.first() == cpu,
                    nodes.isEmpty() ? 0 : nodes.getFirst()));
        }
        return cpus;
    }

    private List<Nic> nics() {
        return files.names(NET).stream().filter(name -> files.isFolder(NET + "/" + name + "/device")).map(this::nic)
                .toList();
    }

    private Nic nic(String name) {
        String folder = NET + "/" + name;
        OptionalLong node = files.whole(folder + "/device/numa_node");
        List<RxQueue> queues = files.numbers(folder + "/queues", "rx-").stream()
                .map(queue -> new RxQueue(queue, isSpread(folder, queue))).toList();
        return new Nic(name, files.whole(folder + "/speed"),
                node.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) node.getAsLong()), irqs(name), queues);
    }

    private boolean isSpread(String folder, int queue) {
        return files.value(folder + "/queues/rx-" + queue + "/rps_cpus", CpuRanges::isEmptyMask).map(empty -> !empty)
                .orElse(false);
    }

    /** Those that serve received frames; if no name says so, all that the device has. */
    private List<Irq> irqs(String name) {
        List<Integer> all = irqNumbers(name);
        List<Integer> receiving = all.stream()
                .filter(irq -> RECEIVES.matcher(interrupts.getOrDefault(irq, "")).matches()).toList();
        return (receiving.isEmpty() ? all : receiving).stream().map(irq -> new Irq(irq, cpusOf(irq))).toList();
    }

    /** Where the interface is a virtio device, the interrupts are those of the PCI device above it. */
    private List<Integer> irqNumbers(String name) {
        String device = NET + "/" + name + "/device";
        List<Integer> own = files.numbers(device + "/msi_irqs", "");
        List<Integer> above = own.isEmpty() ? files.numbers(device + "/../msi_irqs", "") : own;
        if (!above.isEmpty()) {
            return above;
        }
        Pattern named = Pattern.compile("(.*[^A-Za-z0-9])?" + Pattern.quote(name) + "([^A-Za-z0-9].*)?");
        return interrupts.entrySet().stream().filter(entry -> named.matcher(entry.getValue()).matches())
                .map(Map.Entry::getKey).sorted().toList();
    }

    private SortedSet<Integer> cpusOf(int irq) {
        String folder = "proc/irq/" + irq;
        return files.value(folder + "/effective_affinity_list", CpuRanges::parse).filter(cpus -> !cpus.isEmpty())
                .or(() -> files.value(folder + "/smp_affinity_list", CpuRanges::parse)).orElseGet(TreeSet::new);
    }

    private List<Bond> bonds() {
        return files.names(BONDING).stream().map(this::bond).toList();
    }

    /** Members by the bond's own account, or by their link to their master. */
    private Bond bond(String name) {
        List<String> lines = files.text(BONDING + "/" + name).orElse("").lines().toList();
        List<String> named = after(lines, "Slave Interface:");
        List<String> members = named.isEmpty() ? files.names(NET).stream().filter(nic -> isMaster(name, nic)).toList()
                : named;
        return new Bond(name, String.join(" ", after(lines, "Bonding Mode:")), members);
    }

    private boolean isMaster(String bond, String nic) {
        return files.linkName(NET + "/" + nic + "/master").filter(bond::equals).isPresent();
    }

    private static List<String> after(List<String> lines, String heading) {
        return lines.stream().filter(line -> line.startsWith(heading))
                .map(line -> line.substring(heading.length()).strip()).toList();
    }

    private boolean runs(String command) {
        return files.numbers("proc", "").stream()
                .anyMatch(process -> files.text("proc/" + process + "/comm").filter(command::equals).isPresent());
    }
}
