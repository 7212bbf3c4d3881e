package io.vmq.tools.command;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.nic.notation.Refusal;
import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.export.CollectScript;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.HostExportReader;
import io.vmq.tools.doctor.hyperv.HyperVDoctor;
import io.vmq.tools.doctor.hyperv.PlanRequest;
import io.vmq.tools.doctor.linux.LinuxDoctor;
import io.vmq.tools.doctor.linux.LinuxReader;
import io.vmq.tools.doctor.simulation.PlanSimulator;
import io.vmq.tools.doctor.simulation.SimulatedLoad;
import io.vmq.tools.doctor.simulation.Simulation;
import io.vmq.tools.experiment.ExperimentWatcher;
import io.vmq.tools.report.DoctorDocument;
import io.vmq.tools.report.DoctorText;
import io.vmq.tools.report.SetPlanText;
import io.vmq.tools.report.SimulationText;
import io.vmq.tools.report.TerminalProgress;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.steer.InputText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq doctor}: whether a host's receive queues are set right, and the commands that mend them. Changes nothing. */
@Command(name = "doctor", description = "Check the VMQ, RSS and team settings of a host, and print what mends them",
        sortOptions = false, mixinStandardHelpOptions = true,
        footer = {"",
            "On the Hyper-V host:  vmq doctor --collect-script > vmq-collect.ps1   (or run it anywhere and copy it there)",
            "                      powershell -ExecutionPolicy Bypass -File vmq-collect.ps1 -OutFile host.json",
            "Then, anywhere:       vmq doctor host.json",
            "What it is worth:     vmq doctor host.json --simulate",
            "Exit codes: 0 no error and no warning, 1 there are some, 2 bad usage or input."})
final class DoctorCommand implements Callable<Integer> {

    private static final String WANTED = "expected the file that the script of --collect-script saved, or one of "
            + "--collect-script, --plan, --linux";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1",
            description = "What the script of --collect-script saved on the host; - is standard input")
    private @Nullable String file;

    @Option(names = "--collect-script",
            description = "Print a PowerShell script that saves the settings of a Hyper-V host and changes none")
    private boolean collectScript;

    @Option(names = "--plan", paramLabel = "team=sum,nics=2,processors=16,smt=2,numa=1",
            description = "Print processor sets for a host that does not exist yet; team is sum or min, processors are "
                    + "logical ones")
    private @Nullable String plan;

    @Option(names = "--linux", description = "Check this Linux host, from /proc and /sys")
    private boolean linux;

    @Option(names = "--root", paramLabel = "DIR",
            description = "With --linux: the folder in which proc and sys stand; default /")
    private @Nullable Path root;

    @Option(names = "--simulate",
            description = "Run the host in virtual time as it is and as the commands would leave it, and compare")
    private boolean simulate;

    @Option(names = "--rate", paramLabel = "PERCENT",
            description = "With --simulate: how full the busiest link is; default 90%%")
    private @Nullable String rate;

    @Option(names = {"-q", "--quiet"}, description = "No progress bar")
    private boolean quiet;

    @Option(names = "--json", description = "Print the findings as one JSON document, schema vmq.doctor/1")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        refuseOtherThanOne();
        refuseToSimulateOtherThanAnExport();
        if (collectScript) {
            print(CollectScript.text());
            return ExitCode.OK;
        }
        if (plan != null) {
            return plan(plan);
        }
        if (file != null) {
            HostExport host = HostExportReader.read(new InputText(file).name(), read(file));
            return simulate ? simulate(host) : report(HyperVDoctor.examine(host));
        }
        return report(LinuxDoctor.examine(LinuxReader.read(root == null ? Path.of("/") : root)));
    }

    private void refuseOtherThanOne() {
        long asked = Stream.of(file != null, collectScript, linux, plan != null).filter(given -> given).count();
        if (asked != 1) {
            throw new BadInputException("doctor: "
                    + (asked == 0 ? "nothing to look at" : "more than one thing to do") + " (" + WANTED + ")");
        }
        if (root != null && !linux) {
            throw new BadInputException("--root: '" + root + "' says nothing without --linux (" + WANTED + ")");
        }
    }

    private void refuseToSimulateOtherThanAnExport() {
        if (simulate && file == null) {
            throw new BadInputException("--simulate: only possible for the export of a Hyper-V host (expected FILE)");
        }
        if (rate != null && !simulate) {
            throw new BadInputException("--rate: '" + rate + "' says nothing without --simulate (expected it too)");
        }
    }

    /** One byte more than allowed tells the reader that there is too much. */
    private byte[] read(String argument) throws IOException {
        try (InputStream in = new InputText(argument).open(System.in)) {
            return in.readNBytes(HostExportReader.MAX_BYTES + 1);
        }
    }

    private int plan(String text) {
        try {
            PlanRequest request = PlanRequest.parse(text);
            List<ProcessorSetting> settings = request.settings()
                    .orElseThrow(() -> new IllegalArgumentException(Refusal.quoted(text)
                            + " has too few cores (expected one for each set beside the first, which is left to the host)"));
            print(json ? SetPlanText.json(request, settings) : SetPlanText.text(request, settings));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--plan", e);
        }
    }

    private int report(Diagnosis diagnosis) {
        note(diagnosis);
        print(json ? DoctorDocument.text(diagnosis) : DoctorText.text(diagnosis));
        return exitCode(diagnosis);
    }

    private int simulate(HostExport host) throws InterruptedException {
        SimulatedLoad load = load();
        Diagnosis diagnosis = HyperVDoctor.examine(host);
        note(diagnosis);
        try (Interruption interruption = Interruption.watch()) {
            Simulation simulation = simulation(host, load, interruption.signal());
            print(json ? DoctorDocument.text(diagnosis, simulation)
                    : DoctorText.text(diagnosis) + SimulationText.text(simulation));
            return simulation.interrupted() ? ExitCode.INTERRUPTED : exitCode(diagnosis);
        }
    }

    private SimulatedLoad load() {
        try {
            return rate == null ? SimulatedLoad.DEFAULT : SimulatedLoad.parse(rate);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--rate", e);
        }
    }

    private Simulation simulation(HostExport host, SimulatedLoad load, StopSignal stop) throws InterruptedException {
        if (quiet || !TrialsCommand.TERMINAL) {
            return PlanSimulator.simulate(host, load, ExperimentWatcher.NONE, stop);
        }
        try (TerminalProgress progress = TerminalProgress.onStandardError()) {
            return PlanSimulator.simulate(host, load, progress, stop);
        }
    }

    private void note(Diagnosis diagnosis) {
        diagnosis.notes().forEach(note -> command().getErr().println("vmq: " + note));
        command().getErr().flush();
    }

    private static int exitCode(Diagnosis diagnosis) {
        if (diagnosis.isEmpty()) {
            return ExitCode.INVALID;
        }
        return diagnosis.isHealthy() ? ExitCode.OK : ExitCode.FALSE;
    }

    private void print(String text) {
        StandardOutput.print(command(), text);
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
