package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.report.ComparePicture;
import io.vmq.tools.report.CompareTable;
import io.vmq.tools.report.TerminalStyle;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmq compare}: the same seeded traffic through several modes, side by side. */
@Command(name = "compare", description = "Run the same seeded traffic through several modes and compare them",
        sortOptions = false, mixinStandardHelpOptions = true)
final class CompareCommand extends ExperimentCommand {

    private static final List<String> PICTURES = List.of("auto", "always", "never");

    @Option(names = "--picture", paramLabel = "auto|always|never",
            description = "Draw latency by percentile under the table: on a terminal (auto, the default), always or never")
    private String picture = "auto";

    CompareCommand() {
        super(TrialDefaults.COMPARE);
    }

    @Override
    void check(Map<Setting, String> settings) {
        refuse(!PICTURES.contains(picture), "--picture: " + Refusal.quoted(picture)
                + " is not possible (expected auto, always or never)");
    }

    @Override
    String text(ExperimentResult result) {
        return CompareTable.text(result, picture(result));
    }

    private String picture(ExperimentResult result) {
        TerminalStyle terminal = switch (picture) {
            case "never" -> null;
            case "always" -> StandardTerminal.anywhere(command());
            default -> StandardTerminal.style(command());
        };
        return terminal == null ? "" : ComparePicture.text(result, terminal);
    }
}
