package io.vmq.tools.command;

import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.experiment.Experiment;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.ExperimentWatcher;
import io.vmq.tools.experiment.IntervalSinks;
import io.vmq.tools.page.ReportPage;
import io.vmq.tools.report.ResultDocument;
import io.vmq.tools.report.ResultFolder;
import io.vmq.tools.report.TerminalProgress;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that run one scenario share: outputs, progress, Ctrl-C and exit code. */
abstract sealed class ExperimentCommand extends TrialsCommand permits CompareCommand, RunCommand {

    @Option(names = "--out", paramLabel = "DIR",
            description = "Write result.json, summary.csv, scenario.yaml and latency.hlog to this folder")
    private @Nullable Path out;

    @Option(names = "--report", description = "With --out: write report.html to the folder too (see: vmq report)")
    private boolean report;

    @Option(names = "--yes-this-interface",
            description = "With --nic: take frames away from this machine even where its default route leads")
    private boolean evenOnDefaultRoute;

    private final TrialDefaults trials;

    ExperimentCommand(TrialDefaults trials) {
        this.trials = trials;
    }

    /** Refuses settings that the command has no use for. */
    abstract void check(Map<Setting, String> settings);

    /** The result as text for people. */
    abstract String text(ExperimentResult result);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scenario scenario = scenario();
        CpuPlan cpus = cpus(scenario);
        try (Interruption interruption = Interruption.watch()) {
            ExperimentResult result = run(scenario, cpus, interruption);
            if (report && out != null) {
                writePage(result, out);
            }
            StandardOutput.print(command(), printsJson() ? ResultDocument.text(result) : text(result));
            return exitCode(result);
        }
    }

    private Scenario scenario() {
        Map<Setting, String> settings = settings();
        check(settings);
        Scenario scenario = ScenarioReader.read(source(), settings, trials);
        refuse(report && out == null, "--report: says nothing without --out DIR (expected the folder that it goes to)");
        refuse(evenOnDefaultRoute && scenario.nic().real().isEmpty(),
                "--yes-this-interface: says nothing without --nic");
        return scenario;
    }

    private ExperimentResult run(Scenario scenario, CpuPlan cpus, Interruption interruption)
            throws IOException, InterruptedException {
        try (Experiment experiment = new Experiment(scenario, modes(), cpus,
                interruption.signal(), evenOnDefaultRoute)) {
            if (out == null) {
                return run(experiment, IntervalSinks.NONE);
            }
            if (report) {
                ReportCommand.refuseUnlessWritable("--report", out.resolve(ReportCommand.FILE));
            }
            try (ResultFolder folder = ResultFolder.open(out, scenario)) {
                noteIfReplaced(folder.replaces(), out);
                ExperimentResult result = run(experiment, folder.intervals());
                folder.write(result);
                return result;
            }
        }
    }

    private ExperimentResult run(Experiment experiment, IntervalSinks sinks) throws InterruptedException {
        if (!showsProgress()) {
            return experiment.run(ExperimentWatcher.NONE, sinks);
        }
        try (TerminalProgress progress = TerminalProgress.onStandardError()) {
            return experiment.run(progress, sinks);
        }
    }

    /** The page is made of the files of the folder, so it has to be closed. */
    private void writePage(ExperimentResult result, Path folder) {
        if (result.trials().isEmpty()) {
            note("--report: there is no trial to report");
            return;
        }
        ReportCommand.write(ReportPage.read(List.of(folder)), folder.resolve(ReportCommand.FILE));
    }

    private static int exitCode(ExperimentResult result) {
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return result.valid() ? ExitCode.OK : ExitCode.INVALID;
    }
}
