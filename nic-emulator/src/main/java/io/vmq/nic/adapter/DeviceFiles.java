package io.vmq.nic.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /sys} and {@code /proc} say of the device behind an interface. The device is found by its place on the PCI
 * bus, as the driver names it; by the interface's name only where {@code /sys/class/net} shows this very interface, and not
 * one of another network namespace that is called the same.
 */
final class DeviceFiles {

    private static final Pattern PCI = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern INTERRUPT = Pattern.compile("\\s*([0-9]{1,9}):.*");
    private static final String NO_DEVICE = "the kernel shows no device behind it";

    private final Path root;
    private final String name;
    private final Optional<Path> device;

    /**
     * @param root
     *            the folder in which proc and sys stand
     * @param index
     *            the interface's number
     * @param mac
     *            its address; empty if it told none
     * @param bus
     *            where its driver says that it is
     */
    DeviceFiles(Path root, String name, int index, String mac, String bus) {
        this.root = root;
        this.name = name;
        device = device(index, mac, bus);
    }

    private Optional<Path> device(int index, String mac, String bus) {
        Path pci = root.resolve("sys/bus/pci/devices").resolve(PCI.matcher(bus).matches() ? bus : ".");
        if (PCI.matcher(bus).matches() && Files.isDirectory(pci)) {
            return Optional.of(pci);
        }
        Path shown;
        try {
            shown = root.resolve("sys/class/net").resolve(name);
        } catch (InvalidPathException e) {
            // A name that the locale of this process has no bytes for.
            return Optional.empty();
        }
        boolean same = text(shown.resolve("ifindex")).filter(String.valueOf(index)::equals).isPresent()
                && text(shown.resolve("address")).filter(mac::equals).isPresent();
        return Optional.of(shown.resolve("device")).filter(folder -> same && Files.isDirectory(folder));
    }

    Reported<Integer> numaNode() {
        if (device.isEmpty()) {
            return Reported.nothing(NO_DEVICE);
        }
        Path file = device.get().resolve("numa_node");
        Optional<Integer> node = text(file).filter(text -> NUMBER.matcher(text).matches()).map(Integer::valueOf);
        if (node.isEmpty()) {
            return Reported.nothing(file + " says nothing");
        }
        return node.get() < 0 ? Reported.nothing("the firmware names none") : Reported.of(node.get());
    }

    /** Those of the device; where it lists none, those that carry the interface's name. */
    Reported<List<Interrupt>> interrupts() {
        Map<Integer, String> names = new TreeMap<>();
        text(root.resolve("proc/interrupts")).ifPresent(text -> text.lines().forEach(line -> note(line, names)));
        List<Integer> numbers = numbers(names);
        if (numbers.isEmpty()) {
            return Reported.nothing(device.isEmpty() ? NO_DEVICE : "the kernel lists no interrupt of its device");
        }
        return Reported.of(numbers.stream().map(number -> interrupt(number, names.getOrDefault(number, ""))).toList());
    }

    private static void note(String line, Map<Integer, String> names) {
        Matcher matcher = INTERRUPT.matcher(line);
        if (matcher.matches()) {
            String stripped = line.strip();
            names.put(Integer.valueOf(matcher.group(1)), stripped.substring(stripped.lastIndexOf(' ') + 1));
        }
    }

    private List<Integer> numbers(Map<Integer, String> names) {
        List<Integer> own = device.map(folder -> numbersIn(folder.resolve("msi_irqs"))).orElse(List.of());
        if (!own.isEmpty() || device.isEmpty()) {
            return own;
        }
        Pattern named = Pattern.compile("(.*[^A-Za-z0-9])?" + Pattern.quote(name) + "([^A-Za-z0-9].*)?");
        return names.entrySet().stream().filter(entry -> named.matcher(entry.getValue()).matches())
                .map(Map.Entry::getKey).toList();
    }

    private static List<Integer> numbersIn(Path folder) {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String text = String.valueOf(entry.getFileName());
                if (NUMBER.matcher(text).matches()) {
                    numbers.add(Integer.valueOf(text));
                }
            }
        } catch (IOException e) {
            // No folder: the device has no such interrupts.
            return List.of();
        }
        numbers.sort(null);
        return numbers;
    }

    private Interrupt interrupt(int number, String label) {
        Path folder = root.resolve("proc/irq").resolve(String.valueOf(number));
        return new Interrupt(number, label, text(folder.resolve("smp_affinity_list")).orElse(""),
                text(folder.resolve("effective_affinity_list")).orElse(""));
    }

    /** The text of a file, without blanks at its ends; empty if it cannot be read, as some while the link is down. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
