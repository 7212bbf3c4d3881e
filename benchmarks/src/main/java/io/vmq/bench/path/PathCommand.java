package io.vmq.bench.path;

import io.vmq.nic.linux.AllowedCpus;
import io.vmq.nic.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vmq bench path}: parses, runs, prints. */
@Command(name = "vmq bench path", mixinStandardHelpOptions = true, showDefaultValues = true,
        description = "How fast the product's data path is between two cores, beside other libraries' queues and beside "
                + "what this machine can do at all. 64-byte frames for 64 MACs in random order, all figures in interleaved rounds.",
        footer = {"", "Figures (MODE is single, rss or vmq):",
            "  steer/MODE       bytes to queue numbers, on one core; single does nothing",
            "  steer/toeplitz   the hash of 12 bytes of each frame and nothing else",
            "  dispatch/MODE    the same, and enqueued to 8 queues and drained, on one core",
            "  handoff/MODE     the same, drained by a second core",
            "  path/MODE        frames written, steered, enqueued to 8 queues; a second core checks each",
            "  peer/LIBRARY     the work of path/vmq with another library's queue",
            "  limit/...        what the machine moves from core to core without steering; limit/idle: its own gaps",
            "  native/...       with --native: C programs and DPDK's own tests", "",
            "A rate is the median of the rounds that count; four rounds before them are for the compiler.",
            "Exit codes: 0 fine, 2 bad usage, 3 fewer than 2 CPUs, 70 a benchmark failed, 130 interrupted."})
public final class PathCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int BAD_INPUT = 2;
    private static final int TOO_FEW_CPUS = 3;
    private static final int INTERNAL_ERROR = 70;
    private static final int PATIENCE_SECONDS = 10;
    private static final double MIN_SECONDS = 0.01;
    private static final double MAX_SECONDS = 3_600;
    private static final int MAX_ROUNDS = 1_000;

    @Option(names = "--seconds", paramLabel = "N", description = "length of a round of one figure")
    private double seconds = 0.3;

    @Option(names = "--rounds", paramLabel = "N", description = "rounds of every figure")
    private int rounds = 7;

    @Option(names = "--only", paramLabel = "GLOB",
            description = "only figures with such names, e.g. 'path/*,limit/lines'")
    private String only = "*";

    @Option(names = "--native", description = "programs in C and DPDK's own tests too, where they can be had")
    private boolean withNative;

    @Option(names = "--cpus", paramLabel = "A,B", split = ",",
            description = "CPUs of the first and the second core (default: the first two allowed ones)",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private @Nullable List<Integer> cpus;

    @Option(names = "--json", description = "one JSON document (schema vmq.bench/1) instead of the table")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    private volatile boolean interrupted;

    /** Where the process begins and ends. */
    public static void main(String[] arguments) {
        PathCommand path = new PathCommand();
        CommandLine command = new CommandLine(path).setUsageHelpAutoWidth(true);
        command.setParameterExceptionHandler((e, given) -> {
            command.getErr().println("vmq: " + e.getMessage() + " (see: vmq bench path --help)");
            return BAD_INPUT;
        });
        command.setExecutionExceptionHandler((e, failed, parsed) -> {
            command.getErr().println("vmq: the benchmark failed: " + e);
            return INTERNAL_ERROR;
        });
        int code = command.execute(arguments);
        if (!path.interrupted) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS, "--seconds " + seconds + ": 0.01 to 3600 expected");
        check(rounds >= 1 && rounds <= MAX_ROUNDS, "--rounds " + rounds + ": 1 to 1000 expected");
        AllowedCpus allowed = AllowedCpus.ofThisProcess();
        if (allowed.count() < 2) {
            printError("this benchmark needs two CPUs, and this process may use " + allowed.count() + " only");
            return TOO_FEW_CPUS;
        }
        Cores cores = cores(allowed);
        List<Figure> figures = figures();
        CountDownLatch printed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(printed)));
        try {
            Measured measured = new PathBenchmark(cores, figures, rounds, seconds).run(this::progress,
                    () -> interrupted);
            clearProgress();
            Machine machine = Machine.current(System::nanoTime);
            System.out.print(json ? BenchDocument.of(measured, machine) : BenchTable.of(measured, machine));
            System.out.flush();
        } finally {
            printed.countDown();
        }
        return OK;
    }

    /** On Ctrl-C what was measured so far is printed; the virtual machine then ends with 130. */
    private void stopAndAwait(CountDownLatch printed) {
        interrupted = true;
        try {
            printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Cores cores(AllowedCpus allowed) {
        List<Integer> wanted = cpus == null ? List.of(allowed.numbers()[0], allowed.numbers()[1]) : cpus;
        check(wanted.size() == 2 && !wanted.get(0).equals(wanted.get(1)),
                "--cpus " + text(wanted) + ": two different CPUs expected, such as 0,1");
        for (int cpu : wanted) {
            check(allowed.contains(cpu), "--cpus " + text(wanted) + ": CPU " + cpu
                    + " is not available (this process may use " + allowed + ")");
        }
        return Cores.pinned(wanted.get(0), wanted.get(1));
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private List<Figure> figures() throws InterruptedException {
        List<Figure> all = new ArrayList<>(Figures.inJava());
        if (withNative) {
            NativeFigures natives = NativeFigures.in(folder("vmq.peers"), folder("vmq.peers.build"));
            all.addAll(natives.figures());
            natives.missing().forEach(PathCommand::printError);
        }
        for (String glob : only.split(",", -1)) {
            check(!PathBenchmark.pick(all, glob).isEmpty(), "--only " + only + ": '" + glob.strip()
                    + "' picks nothing (there are: "
                    + all.stream().map(Figure::name).collect(Collectors.joining(", "))
                    + (withNative ? ")" : "; and native/..., with --native)"));
        }
        return PathBenchmark.pick(all, only);
    }

    /** The launcher says where. */
    private static Path folder(String property) {
        return Path.of(System.getProperty(property, "benchmarks/peers"));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static void printError(String message) {
        System.err.println("vmq: " + message);
    }

    private boolean showsProgress() {
        return !quiet && Boolean.getBoolean("vmq.terminal");
    }

    private void progress(String figure, int done, int total) {
        if (showsProgress()) {
            System.err.printf("\r\u001b[K%3d %%  %s", 100 * done / total, figure);
        }
    }

    private void clearProgress() {
        if (showsProgress()) {
            System.err.print("\r\u001b[K");
        }
    }
}
