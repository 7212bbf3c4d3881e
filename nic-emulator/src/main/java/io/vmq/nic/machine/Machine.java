package io.vmq.nic.machine;

import io.vmq.dispatch.engine.NanoClock;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine that ran an experiment, as far as a reader needs it to judge the figures.
 *
 * @param cycleNs
 *            one cycle of the time stamp counter, ns, or {@link Double#NaN} where Linux does not tell
 * @param clockReadNs
 *            what one read of the clock costs, ns, median of many
 */
public record Machine(String os, String arch, String cpu, double cycleNs, int cpus, String jvm, List<String> jvmFlags,
        String collector, long maxHeapBytes, double clockReadNs) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final int READS = 1_000;
    private static final int ROUNDS = 11;

    public Machine {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** Describes this machine. */
    public static Machine current(NanoClock clock) {
        return new Machine(System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"), cpuInfo("model name").orElse("unknown"), counterCycleNs(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(), collectors(),
                Runtime.getRuntime().maxMemory(),
                clockReadNs(clock));
    }

    private static String collectors() {
        return String.join(", ", ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName).toList());
    }

    /** On x86 Linux gives twice the counter's MHz as "bogomips", whatever the cores' own clock is at the moment. */
    private static double counterCycleNs() {
        boolean x86 = System.getProperty("os.arch").equals("amd64");
        return x86 ? cpuInfo("bogomips").map(text -> 2_000 / Double.parseDouble(text)).orElse(Double.NaN) : Double.NaN;
    }

    /** What Linux says of the first CPU. */
    private static Optional<String> cpuInfo(String key) {
        if (!Files.isReadable(CPU_INFO)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(key)).map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static double clockReadNs(NanoClock clock) {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long from = clock.nowNs();
            for (int i = 0; i < READS; i++) {
                clock.nowNs();
            }
            rounds[round] = (clock.nowNs() - from) / (READS + 1.0);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
