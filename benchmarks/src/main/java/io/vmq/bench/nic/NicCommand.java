package io.vmq.bench.nic;

import io.vmq.bench.report.Globs;
import io.vmq.nic.linux.AllowedCpus;
import io.vmq.nic.machine.Machine;
import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
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

/** {@code vmq bench nic}: parses, runs, prints. */
@Command(name = "vmq bench nic", mixinStandardHelpOptions = true, showDefaultValues = true,
        description = "How fast real ports receive, beside a reader in C that only counts. One CPU sends 64-byte UDP frames "
                + "for 8 MACs through a veth pair of a private network, another one receives; all readers in interleaved rounds.",
        footer = {"", "Readers:", "  bare-c             blocks of a packet ring in C: waited for, counted, given back",
            "  af-packet          the same ring frame by frame, each copied with its stamp into a batch",
            "  af-packet-trial    as a trial of mode vmq reads it: whose a frame is, and its queue",
            "  af-packet-fanout   9 rings, the kernel steers by the 8 receive filters",
            "  af-xdp             AF_XDP, one queue", "  af-xdp-filters     AF_XDP, 9 queues by the 8 receive filters",
            "",
            "A rate is the median of the rounds. Frames lost on the cable are those that the receiving end of the veth",
            "pair had no room for. Needs the right to make a private network (root, or unshare -rn ./vmq ...).",
            "Exit codes: 0 fine, 2 bad usage, 3 not on this machine, 70 a benchmark failed, 130 interrupted."})
public final class NicCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int BAD_INPUT = 2;
    private static final int NOT_HERE = 3;
    private static final int INTERNAL_ERROR = 70;
    private static final int PATIENCE_SECONDS = 10;
    private static final double MIN_SECONDS = 0.01;
    private static final double MAX_SECONDS = 3_600;
    private static final int MAX_ROUNDS = 1_000;
    private static final long WARM_UP_FRAMES = 1_000_000;

    @Option(names = "--seconds", paramLabel = "N", description = "for how long is sent in a round of one reader")
    private double seconds = 0.5;

    @Option(names = "--rounds", paramLabel = "N", description = "rounds of every reader")
    private int rounds = 9;

    @Option(names = "--only", paramLabel = "GLOB",
            description = "only readers with such names, e.g. 'bare-c,af-packet*'")
    private String only = "*";

    @Option(names = "--json", description = "one JSON document (schema vmq.bench/1) instead of the table")
    private boolean json;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    private volatile boolean interrupted;

    /** Where the process begins and ends. */
    public static void main(String[] arguments) {
        NicCommand nic = new NicCommand();
        CommandLine command = new CommandLine(nic).setUsageHelpAutoWidth(true);
        command.setParameterExceptionHandler((e, _) -> {
            command.getErr().println("vmq: " + e.getMessage() + " (see: vmq bench nic --help)");
            return BAD_INPUT;
        });
        command.setExecutionExceptionHandler((e, _, _) -> {
            command.getErr().println("vmq: " + (e instanceof PortException ? "" : "the benchmark failed: ")
                    + (e instanceof PortException ? e.getMessage() : e));
            return e instanceof PortException ? NOT_HERE : INTERNAL_ERROR;
        });
        int code = command.execute(arguments);
        if (!nic.interrupted) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws PortException, IOException, InterruptedException {
        check(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS, "--seconds " + seconds + ": 0.01 to 3600 expected");
        check(rounds >= 1 && rounds <= MAX_ROUNDS, "--rounds " + rounds + ": 1 to 1000 expected");
        AllowedCpus allowed = AllowedCpus.ofThisProcess();
        if (allowed.count() < 2) {
            throw new PortException(
                    "this benchmark needs two CPUs, and this process may use " + allowed.count() + " only");
        }
        CountDownLatch printed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(printed)));
        try {
            Machine machine = Machine.current(System::nanoTime);
            Measured measured = measure(allowed.numbers()[0], allowed.numbers()[1]);
            clearProgress();
            System.out.print(json ? NicDocument.of(measured, machine) : NicTable.of(measured, machine));
            System.out.flush();
        } finally {
            printed.countDown();
        }
        return OK;
    }

    private Measured measure(int senderCpu, int readerCpu) throws PortException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("vmq-bench-nic");
        try {
            List<Reader> readers = new ArrayList<>();
            readers.add(BareReader.compile(Path.of(System.getProperty("vmq.peers", "benchmarks/peers")), folder,
                    readerCpu));
            readers.addAll(Readers.inJava());
            return new NicBenchmark(picked(readers), rounds, seconds, WARM_UP_FRAMES, senderCpu, readerCpu)
                    .run(this::progress, () -> interrupted);
        } finally {
            BareReader.deleteFrom(folder);
            Files.delete(folder);
        }
    }

    private List<Reader> picked(List<Reader> all) {
        for (String glob : only.split(",", -1)) {
            check(all.stream().anyMatch(reader -> Globs.pick(glob, reader.name())), "--only " + only + ": '"
                    + glob.strip() + "' picks nothing (there are: "
                    + all.stream().map(Reader::name).collect(Collectors.joining(", ")) + ")");
        }
        return all.stream().filter(reader -> Globs.pick(only, reader.name())).toList();
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

    private void check(boolean holds, String otherwise) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private boolean showsProgress() {
        return !quiet && Boolean.getBoolean("vmq.terminal");
    }

    private void progress(String reader, int done, int total) {
        if (showsProgress()) {
            System.err.printf("\r\u001b[K%3d %%  %s", 100 * done / total, reader);
        }
    }

    private void clearProgress() {
        if (showsProgress()) {
            System.err.print("\r\u001b[K");
        }
    }
}
