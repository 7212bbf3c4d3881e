package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.GateResult;
import io.vmq.tools.report.GateFile;
import io.vmq.tools.report.GateFormat;
import io.vmq.tools.scenario.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where what a gate found goes: one format to standard output, any number of them to files. */
final class GateOutput {

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "Print table, json, junit, markdown or github (default: table)")
    private @Nullable String format;

    @Option(names = "--json", description = "The same as --format json, schema vmq.gate/1")
    private boolean json;

    @Option(names = "--write", paramLabel = "FORMAT=FILE",
            description = "Write a file too, such as junit=gate.xml or markdown=gate.md; may be given several times")
    private List<String> write = new ArrayList<>();

    @Option(names = "--all",
            description = "Show every comparison in the table, plain passes too, and tell all of them in words")
    private boolean all;

    /**
     * Where it goes, checked: a long run must not end with a file that cannot be written.
     *
     * @throws BadInputException
     *             if an option or a file is not possible
     */
    Opened open() {
        List<GateFile> files = write.stream().map(GateFile::open).toList();
        for (int i = 0; i < files.size(); i++) {
            refuseTwice(files.subList(0, i), files.get(i));
        }
        return new Opened(printed(), files, all);
    }

    private static void refuseTwice(List<GateFile> earlier, GateFile file) {
        if (earlier.stream().anyMatch(other -> other.file().equals(file.file()))) {
            throw new BadInputException("--write: '" + file.file() + "' is given twice (expected another file)");
        }
    }

    private GateFormat printed() {
        String name = format;
        if (name == null) {
            return json ? GateFormat.JSON : GateFormat.TABLE;
        }
        GateFormat named = GateFormat.named(name).orElseThrow(() -> new BadInputException("--format: "
                + Refusal.quoted(name) + " is not possible (expected one of " + GateFormat.labels() + ")"));
        if (json && named != GateFormat.JSON) {
            throw new BadInputException("--format: '" + name + "' disagrees with --json (expected one of them)");
        }
        return named;
    }

    /** Formats and files that are possible. */
    record Opened(GateFormat printed, List<GateFile> files, boolean all) {

        Opened {
            files = List.copyOf(files);
        }

        /** Prints, writes the files, and says with which code the command ends. What is printed is not lost if a disk is full. */
        int report(CommandLine command, GateResult result) {
            StandardOutput.print(command, printed.text(result, all));
            files.forEach(file -> file.write(result, all));
            return ExitCode.of(result.verdict());
        }
    }
}
