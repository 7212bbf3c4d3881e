package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.GateVerdict;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.SidePair;
import io.vmq.tools.gate.input.Circumstances;
import io.vmq.tools.gate.run.FileTree;
import io.vmq.tools.gate.run.GateRun;
import io.vmq.tools.gate.run.MachineGaps;
import io.vmq.tools.gate.run.RunWatcher;
import io.vmq.tools.report.PlainText;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmq gate run}: two commands take turns on this machine, and are judged as soon as the answer is clear. */
@Command(name = "run", description = "Let two commands take turns on this machine, and compare what they write",
        sortOptions = false, mixinStandardHelpOptions = true,
        footer = {"",
            "Example: vmq gate run --baseline '../main/vmq compare --seed {n} --out {out}' \\",
            "                      --candidate './vmq compare --seed {n} --out {out}'",
            "{out} is where a command writes its result, a file or a folder (it needs no quotes of yours); without it, what it",
            "prints is the result.",
            "{n} is the number of the run, the same on both sides. One run of each side comes first and does not count."})
final class GateRunCommand implements Callable<Integer> {

    private static final long LOOK_AT_MACHINE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--baseline", paramLabel = "CMD", required = true, description = "What it was, for the shell")
    private String baseline = "";

    @Option(names = "--candidate", paramLabel = "CMD", required = true, description = "What it is now, for the shell")
    private String candidate = "";

    @Option(names = "--trials", paramLabel = "N",
            description = "Runs of each side at most, an even number from 6 on (default: 20)")
    private String trials = "20";

    @Option(names = "--timeout", paramLabel = "TIME", description = "How long one run may take (default: 10m)")
    private String timeout = "10m";

    @Option(names = "--keep", paramLabel = "DIR",
            description = "Keep the result of each run, as DIR/baseline/001 and so on, for vmq gate DIR/baseline DIR/candidate "
                    + "and vmq report DIR/baseline/001")
    private @Nullable Path keep;

    @Option(names = "--despite-gaps", description = "Run even if this machine takes away more time than the smallest "
            + "effect that matters")
    private boolean despiteGaps;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing about the runs while they come along")
    private boolean quiet;

    @Mixin
    private GateOptions options = new GateOptions();

    @Mixin
    private GateOutput output = new GateOutput();

    @Override
    public Integer call() throws InterruptedException {
        GateRules rules = options.rules();
        int runs = WholeNumber.of("--trials", trials, GateRun.LEAST_RUNS, GateRun.MOST_RUNS);
        GateRun.refuseOdd(runs);
        long timeoutNs = timeoutNs();
        GateOutput.Opened opened = output.open();
        List<String> remarks = new ArrayList<>(gaps(rules));
        if (!remarks.isEmpty() && !despiteGaps) {
            return opened.report(spec().commandLine(), nothingRun(rules, remarks));
        }
        try (Interruption interruption = Interruption.watch()) {
            Path folder = folder();
            try {
                GateRun run = new GateRun(baseline, candidate, runs, rules, timeoutNs, folder);
                GateResult result = run.judge(this::read, options.choice(),
                        (first, other) -> check(first, other, remarks),
                        new Told(), () -> interruption.signal().isRaised());
                if (interruption.signal().isRaised() && !result.partial()) {
                    remarks.add(
                            "interrupted when everything was run already: the verdict is whole, the exit code is 130");
                }
                int code = opened.report(spec().commandLine(), result.withRemarks(remarks));
                return result.partial() ? ExitCode.INTERRUPTED : code;
            } finally {
                forget(folder);
            }
        } catch (IOException e) {
            throw new BadInputException("gate run: a command could not be run, or its files not be written ("
                    + FileRefusal.reason(e) + ")");
        }
    }

    private long timeoutNs() {
        try {
            return TimeSpan.parse(timeout).ns();
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--timeout", e);
        }
    }

    /** A sentence if the machine takes away more than what is looked for. */
    private static List<String> gaps(GateRules rules) throws InterruptedException {
        MachineGaps gaps = MachineGaps.measure(LOOK_AT_MACHINE_NS);
        return gaps.hide(rules.minEffect())
                ? List.of(String.format(Locale.ROOT, "%s, which hides a change of %.3g %%", gaps.text(),
                        100 * rules.minEffect()))
                : List.of();
    }

    private GateResult nothingRun(GateRules rules, List<String> remarks) {
        return new GateResult(baseline, candidate, rules, GateVerdict.INCONCLUSIVE, 1 - 2 * rules.alpha(),
                "nothing was run", List.of(), false, remarks).withRemarks(
                        List.of("nothing was run: stop what else runs"
                                + " here, or ask for a larger --min-effect, or --despite-gaps"));
    }

    /** A folder without results of earlier runs. */
    private Path folder() throws IOException {
        Path wanted = keep;
        if (wanted == null) {
            return Files.createTempDirectory("vmq-gate");
        }
        try {
            Files.createDirectories(wanted);
            try (Stream<Path> there = Files.list(wanted)) {
                if (there.findAny().isPresent()) {
                    throw new BadInputException("--keep: " + Refusal.quoted(wanted.toString())
                            + " is not empty (expected a new folder)");
                }
            }
        } catch (IOException e) {
            throw new BadInputException("--keep: " + Refusal.quoted(wanted.toString()) + " cannot be written ("
                    + FileRefusal.reason(e) + ")");
        }
        return wanted.toAbsolutePath();
    }

    /** Results that nobody wants to keep. */
    private void forget(Path folder) {
        if (keep == null) {
            try {
                FileTree.delete(folder);
            } catch (IOException e) {
                say(folder + " could not be deleted (" + FileRefusal.reason(e) + ")");
            }
        }
    }

    private Side read(Path result) {
        return options.reader().read(result.toString());
    }

    private void check(Side first, Side other, List<String> remarks) {
        List<String> differences = Circumstances.difference(first, other);
        options.refuseDifferent(differences);
        SidePair.of(first, other, options.choice());
        remarks.addAll(differences);
        remarks.addAll(Circumstances.remarks(first, other));
    }

    private void say(String sentence) {
        spec().commandLine().getErr().println("vmq: " + sentence);
        spec().commandLine().getErr().flush();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    /** Tells whoever waits. */
    private final class Told implements RunWatcher {

        @Override
        public void turn(String side, int block, int blocks) {
            if (TrialsCommand.TERMINAL && !quiet) {
                say(block == 0 ? "warming up: " + side : "block " + block + " of " + blocks + ": " + side);
            }
        }

        @Override
        public void look(int block, GateResult soFar) {
            if (quiet) {
                return;
            }
            List<String> open = soFar.comparisons().stream().filter(one -> one.verdict() != GateVerdict.PASS)
                    .map(one -> one.series() + " " + one.metric().name()).toList();
            say("after " + 2 * block + " runs a side: " + soFar.verdict().label()
                    + (open.isEmpty() ? "" : " (" + PlainText.name(open.getFirst())
                            + (open.size() > 1 ? " and " + (open.size() - 1) + " more" : "") + ")"));
        }
    }
}
