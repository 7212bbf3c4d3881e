package io.vmq.tools.command;

import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.tools.report.SweepDocument;
import io.vmq.tools.report.SweepFolder;
import io.vmq.tools.report.SweepRows;
import io.vmq.tools.report.TerminalProgress;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.sweep.RowSink;
import io.vmq.tools.sweep.Sweep;
import io.vmq.tools.sweep.SweepPlan;
import io.vmq.tools.sweep.SweepWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmq sweep}: a grid of settings in virtual time, a row of CSV for each cell and trial. */
@Command(name = "sweep", description = "Run a grid of settings in virtual time, one CSV row a cell",
        sortOptions = false, mixinStandardHelpOptions = true,
        footer = {"",
            "Example: vmq sweep --vary vms=4,8,16 --vary popularity=uniform,zipf:1.2 --vary mode=single,rss,vmq "
                    + "--out DIR",
            "A value with commas stands in double quotes: --vary 'frame-size=64,\"64:7,1518:1\"'."})
final class SweepCommand extends TrialsCommand {

    private static final int MOST_JOBS = 1_024;

    @Option(names = "--vary", paramLabel = "KEY=A,B", required = true,
            description = "An option without its dashes and the values that it takes; may be given several times")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR",
            description = "Write sweep.csv and sweep.json to this folder, and each row as soon as it is there")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on with the sweep that is in the folder of --out")
    private boolean resume;

    @Option(names = "--jobs", paramLabel = "N",
            description = "Cells to run at a time (default: the CPUs of this machine)")
    private @Nullable Integer jobs;

    @Override
    Set<Setting> withoutUse() {
        return EnumSet.of(Setting.CLOCK, Setting.CORE_MODE, Setting.CPUS);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuse(resume && out == null, "--resume: --out is missing (expected the folder of the sweep to go on with)");
        refuse(jobs != null && (jobs < 1 || jobs > MOST_JOBS),
                "--jobs: '" + jobs + "' is not possible (expected a whole number from 1 to " + MOST_JOBS + ")");
        SteeringModes modes = modes();
        SweepPlan plan = SweepPlan.of(source(), settings(), vary, modes);
        SweepRows rows = new SweepRows(plan);
        try (Interruption interruption = Interruption.watch()) {
            run(plan, rows, modes, interruption);
            StandardOutput.print(command(), text(plan, rows));
            return exitCode(rows, interruption);
        }
    }

    private void run(SweepPlan plan, SweepRows rows, SteeringModes modes, Interruption interruption)
            throws IOException, InterruptedException {
        if (out == null) {
            run(plan, rows, modes, interruption, rows::add);
            return;
        }
        try (SweepFolder folder = SweepFolder.open(out, plan, rows, resume)) {
            run(plan, rows, modes, interruption, (row, result) -> {
                rows.add(row, result);
                folder.add(row);
            });
        }
    }

    private void run(SweepPlan plan, SweepRows rows, SteeringModes modes, Interruption interruption, RowSink sink)
            throws IOException, InterruptedException {
        Sweep sweep = new Sweep(plan, rows.there(), modes, interruption.signal());
        int atATime = jobs(plan);
        if (!showsProgress()) {
            sweep.run(atATime, sink, SweepWatcher.NONE);
            return;
        }
        try (TerminalProgress progress = TerminalProgress.withTimeLeft()) {
            sweep.run(atATime, sink, progress);
        }
    }

    private int jobs(SweepPlan plan) {
        int asked = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        int wanted = Math.min(asked, plan.rows());
        if (wanted > plan.cellsThatFit()) {
            note("cells at a time: " + plan.cellsThatFit() + " instead of " + wanted
                    + ", since the heap holds no more (VMQ_JAVA_OPTS=-Xmx gives a larger one, --detail total needs less)");
        }
        return Math.min(wanted, plan.cellsThatFit());
    }

    private String text(SweepPlan plan, SweepRows rows) {
        if (printsJson()) {
            return SweepDocument.text(plan, rows);
        }
        return out == null ? rows.csv() : SweepFolder.file(out) + ": " + rows.count() + " rows\n";
    }

    private int exitCode(SweepRows rows, Interruption interruption) {
        int invalid = rows.invalidCount();
        if (invalid > 0) {
            note(invalid + " of " + rows.count() + " rows are INVALID (see invalid_reasons)");
        }
        if (interruption.signal().isRaised()) {
            note("interrupted: " + rows.count() + " rows are there"
                    + (out == null ? "" : ", and --resume goes on from them"));
            return ExitCode.INTERRUPTED;
        }
        return invalid > 0 ? ExitCode.INVALID : ExitCode.OK;
    }
}
