package io.vmq.tools.command;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.report.RunTables;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vmq run}: one mode in detail. */
@Command(name = "run", description = "Run one mode and show its queues, cores and VMs", sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunCommand extends ExperimentCommand {

    RunCommand() {
        super(TrialDefaults.ONE);
    }

    @Override
    void check(Map<Setting, String> settings) {
        String mode = settings.get(Setting.MODES);
        refuse(mode == null, "--mode is missing (expected one mode, such as --mode vmq)");
        refuse(mode != null && mode.contains(","), "--mode: '" + mode + "' names several modes (expected one; "
                + "vmq compare runs several)");
    }

    @Override
    String text(ExperimentResult result) {
        return RunTables.text(result);
    }
}
