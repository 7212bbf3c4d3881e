package io.vmq.tools.command;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.report.CompareTable;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vmq compare}: the same seeded traffic through several modes, side by side. */
@Command(name = "compare", description = "Run the same seeded traffic through several modes and compare them",
        sortOptions = false, mixinStandardHelpOptions = true)
final class CompareCommand extends ExperimentCommand {

    CompareCommand() {
        super(TrialDefaults.COMPARE);
    }

    @Override
    void check(Map<Setting, String> settings) {
        // Every setting makes sense here.
    }

    @Override
    String text(ExperimentResult result) {
        return CompareTable.text(result);
    }
}
