package io.vmq.tools.command;

import io.vmq.tools.gate.GateJudge;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.SidePair;
import io.vmq.tools.gate.input.Circumstances;
import io.vmq.tools.gate.input.SideReader;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code vmq gate}: whether a candidate got worse than its baseline.
 *
 * <p>
 * It has sub-commands beside its two parameters, so these are checked here and not by the parser. A folder with the name of a sub-command
 * is given as {@code ./run}.
 */
@Command(name = "gate", description = "Did latency or throughput get worse? Statistics over trials, and an exit code",
        sortOptions = false, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {GateRunCommand.class, GateHistoryCommand.class},
        footer = {"", "Example:    vmq gate main/ pr/ --write junit=gate.xml --write markdown=gate.md",
            "A side is a result folder of --out, a folder of such, a histogram log, JMH JSON, or a quoted glob of files.",
            "A folder that is called as a sub-command is given as ./run.",
            "Exit codes: 0 nothing got worse, 1 something did, 2 bad usage or input, 3 it could not be told."})
final class GateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "BASELINE", description = "What it was")
    private @Nullable String baseline;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CANDIDATE", description = "What it is now")
    private @Nullable String candidate;

    @Mixin
    private GateOptions options = new GateOptions();

    @Mixin
    private GateOutput output = new GateOutput();

    @Override
    public Integer call() {
        String before = given(baseline, "BASELINE and CANDIDATE");
        String after = given(candidate, "CANDIDATE");
        refuseTheSame(before, after);
        GateRules rules = options.rules();
        SideReader reader = options.reader();
        GateOutput.Opened opened = output.open();
        Side old = reader.read(before);
        Side now = reader.read(after);
        List<String> differences = Circumstances.difference(old, now);
        options.refuseDifferent(differences);
        SidePair pair = SidePair.of(old, now, options.choice());
        GateResult result = GateJudge.judge(pair.baseline(), pair.candidate(), rules).withRemarks(differences)
                .withRemarks(Circumstances.remarks(old, now));
        return opened.report(spec().commandLine(), result);
    }

    private String given(@Nullable String side, String missing) {
        if (side == null) {
            throw new ParameterException(spec().commandLine(), "Missing: " + missing
                    + " (expected two results to compare)");
        }
        return side;
    }

    /** A gate of a folder against itself always passes, and nobody would notice. */
    private static void refuseTheSame(String before, String after) {
        if (before.equals(after) || isSameFile(before, after)) {
            throw new BadInputException("BASELINE and CANDIDATE: '" + before + "' and '" + after
                    + "' are the same (expected two results)");
        }
    }

    private static boolean isSameFile(String before, String after) {
        try {
            return Files.isSameFile(Path.of(before), Path.of(after));
        } catch (IOException | InvalidPathException e) {
            return false; // What cannot be read is refused by the reader, and a glob is no path.
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
