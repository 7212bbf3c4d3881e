package io.vmq.tools.command;

import io.vmq.nic.notation.OneLine;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.scenario.BadInputException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code vmq}: the root of the command line, and what becomes of errors. */
@Command(name = "vmq", mixinStandardHelpOptions = true, versionProvider = VmqCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A laboratory for receive-side packet dispatch: single queue, RSS and VMQ compared.",
        subcommands = {CompareCommand.class, RunCommand.class, SearchCommand.class, SweepCommand.class,
            SteerCommand.class, GateCommand.class, ReportCommand.class, NicCommand.class, SendCommand.class,
            DoctorCommand.class, ScenarioCommand.class},
        footer = {"", "vmq bench path measures the data path beside its peers, vmq bench jmh ... the parts.",
            "Exit codes: 0 fine, 1 the doctor found something, a NIC differs or something got worse, 2 bad usage or input, "
                    + "3 INVALID run, nothing validated or it could not be told, 70 internal error, 130 interrupted."})
public final class VmqCommand {

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new VmqCommand());
        for (CommandLine command : root.getSubcommands().values()) {
            if (command.getCommand() instanceof TrialsCommand trials) {
                SettingOptions.addTo(command.getCommandSpec(), trials.withoutUse());
            }
        }
        root.setUsageHelpAutoWidth(true);
        root.setParameterExceptionHandler(VmqCommand::badUsage);
        root.setExecutionExceptionHandler(VmqCommand::failed);
        return root;
    }

    private static int badUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                "vmq: " + OneLine.of(sentence(e, arguments)) + " (see: " + command.getCommandSpec().qualifiedName()
                        + " --help)");
        err.flush();
        return ExitCode.BAD_INPUT;
    }

    private static String sentence(ParameterException e, String[] arguments) {
        return givenTwice(e, arguments).map(option -> option + " is given twice (expected it once)")
                .orElseGet(() -> String.valueOf(e.getMessage()).replaceFirst("^Error: ", "")
                        .replaceAll("\\s*\\R\\s*", " "));
    }

    /** The option that was repeated, if that is what is wrong: the parser names it only where it stands in no group. */
    private static Optional<String> givenTwice(ParameterException e, String[] arguments) {
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            return Optional.of(option.longestName());
        }
        if (!(e instanceof MaxValuesExceededException)) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        return Arrays.stream(arguments).map(argument -> argument.split("=", 2)[0])
                .filter(name -> e.getCommandLine().getCommandSpec().findOption(name) != null)
                .filter(name -> !seen.add(name)).findFirst();
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof BadInputException) {
            err.println("vmq: " + e.getMessage());
            err.flush();
            return ExitCode.BAD_INPUT;
        }
        err.println("vmq: internal error, please report it: " + e);
        e.printStackTrace(err);
        err.flush();
        return ExitCode.INTERNAL_ERROR;
    }

    /** The version as the build wrote it down. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            Tool tool = Tool.current();
            return new String[] {"vmq " + tool.version() + " (commit " + tool.commit() + ")"};
        }
    }
}
