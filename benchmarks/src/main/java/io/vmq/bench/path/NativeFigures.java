package io.vmq.bench.path;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What C programs and DPDK do on the same two cores: those of {@code peers} and the tests of DPDK, as far as the machine has them. */
final class NativeFigures {

    private static final String PREFIX = "native/";
    private static final int SLOTS = 16_384;
    private static final int BATCH = 64;
    private static final double NS_PER_SECOND = 1e9;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(1);
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    /** The distributor sends 2^27 packets in either mode, however slow. */
    private static final Duration DPDK_PATIENCE = Duration.ofMinutes(10);

    private final Path peersFolder;
    private final Path buildFolder;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private NativeFigures(Path peersFolder, Path buildFolder) {
        this.peersFolder = peersFolder;
        this.buildFolder = buildFolder;
    }

    /** Compiles what {@code peersFolder} has sources for into {@code buildFolder} and looks for DPDK. */
    static NativeFigures in(Path peersFolder, Path buildFolder) throws InterruptedException {
        try {
            Files.createDirectories(buildFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(buildFolder + " cannot be made", e);
        }
        NativeFigures figures = new NativeFigures(peersFolder, buildFolder);
        figures.addOwn();
        figures.addDpdk();
        return figures;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** A sentence for each figure, or group of them, that is not there. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private void addOwn() throws InterruptedException {
        Optional<String> compiler = onPath("cc").or(() -> onPath("gcc"));
        if (compiler.isEmpty()) {
            missing.add("native/lines, native/descriptors, native/softrss and native/thash-gfni need cc or gcc.");
            return;
        }
        addLines(compiler.get());
        addHashes(compiler.get());
    }

    private void addLines(String compiler) throws InterruptedException {
        if (compiled(compiler, "lines", List.of("-std=c11", "-pthread"))) {
            add((cores, forNs) -> lines("lines", cores, forNs), "lines");
            add((cores, forNs) -> lines("descriptors", cores, forNs), "descriptors");
        }
    }

    private void addHashes(String compiler) throws InterruptedException {
        Optional<List<String>> flags = libdpdkFlags();
        if (flags.isEmpty()) {
            missing.add("native/softrss and native/thash-gfni need pkg-config and libdpdk.");
        } else if (compiled(compiler, "softrss", flags.get())) {
            String names = output(List.of(program("softrss"), "names"), START_PATIENCE);
            add(this::hashes, names.lines().toArray(String[]::new));
            if (!names.contains("thash-gfni")) {
                missing.add("native/thash-gfni needs a CPU with GFNI and AVX-512, and a compiler that knows them.");
            }
        }
    }

    private void addDpdk() {
        Optional<String> dpdkTest = onPath("dpdk-test");
        if (dpdkTest.isEmpty()) {
            missing.add(
                    "native/distributor-burst, native/distributor-single and native/ring-sp-sc-bulk-32 need dpdk-test.");
            return;
        }
        add((cores, _) -> distributor(autotest(dpdkTest.get(), "distributor_perf_autotest", cores)),
                "distributor-burst", "distributor-single");
        add((cores, _) -> Map.of("native/ring-sp-sc-bulk-32",
                autotest(dpdkTest.get(), "ring_perf_autotest", cores).ring()), "ring-sp-sc-bulk-32");
    }

    private void add(NativeProgram program, String... names) {
        NativeRounds rounds = new NativeRounds(program);
        for (String name : names) {
            figures.add(new NativeFigure(PREFIX + name, rounds));
        }
    }

    /** The flags of the program come last, so that libraries follow what needs them; the CPU's own follow those, so that they hold. */
    private boolean compiled(String compiler, String name, List<String> flags) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(compiler, "-O3", "-o", program(name),
                peersFolder.resolve(name + ".c").toString()));
        command.addAll(flags);
        command.add("-march=native");
        NativeProcess build = NativeProcess.run(command, BUILD_PATIENCE);
        if (!build.succeeded()) {
            missing.add("The figures of " + name + ".c need it compiled, but: " + build.output().strip());
        }
        return build.succeeded();
    }

    private static Optional<List<String>> libdpdkFlags() throws InterruptedException {
        Optional<String> pkgConfig = onPath("pkg-config");
        if (pkgConfig.isEmpty()) {
            return Optional.empty();
        }
        NativeProcess asked = NativeProcess.run(List.of(pkgConfig.get(), "--cflags", "--libs", "libdpdk"),
                START_PATIENCE);
        return asked.succeeded() ? Optional.of(List.of(SPACES.split(asked.output().strip()))) : Optional.empty();
    }

    private Map<String, Round> lines(String frame, Cores cores, long forNs) throws InterruptedException {
        String printed = output(List.of(program("lines"), frame, Integer.toString(SLOTS), Integer.toString(BATCH),
                seconds(forNs), Integer.toString(cores.producerCpu()), Integer.toString(cores.consumerCpu())),
                START_PATIENCE.plusNanos(forNs));
        return Map.of(PREFIX + frame, NativeOutput.round(printed));
    }

    private Map<String, Round> hashes(Cores cores, long forNs) throws InterruptedException {
        String printed = output(List.of(program("softrss"), Integer.toString(cores.producerCpu()), seconds(forNs)),
                START_PATIENCE.plusNanos(2 * forNs));
        return NativeOutput.rounds(PREFIX, printed);
    }

    private static Map<String, Round> distributor(DpdkOutput output) {
        return Map.of("native/distributor-burst", output.distributor("burst"), "native/distributor-single",
                output.distributor("single"));
    }

    private static DpdkOutput autotest(String dpdkTest, String test, Cores cores) throws InterruptedException {
        String producer = Integer.toString(cores.producerCpu());
        List<String> command = List.of(dpdkTest, "--no-huge", "--no-pci", "-m", "2048", "-l",
                producer + "," + cores.consumerCpu(), "--main-lcore", producer, "--log-level", "lib.eal:debug");
        return new DpdkOutput(NativeProcess.run(command, test + "\nquit\n", DPDK_PATIENCE).outputOfSuccess());
    }

    private static String output(List<String> command, Duration patience) throws InterruptedException {
        return NativeProcess.run(command, patience).outputOfSuccess();
    }

    private String program(String name) {
        return buildFolder.resolve(name).toAbsolutePath().toString();
    }

    private static String seconds(long forNs) {
        return Double.toString(forNs / NS_PER_SECOND);
    }

    private static Optional<String> onPath(String name) {
        String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(program.toString());
            }
        }
        return Optional.empty();
    }
}
