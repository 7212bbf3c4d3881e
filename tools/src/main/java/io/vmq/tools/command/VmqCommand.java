package io.vmq.tools.command;

import io.vmq.tools.experiment.Tool;
import io.vmq.tools.scenario.BadInputException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code vmq}: the root of the command line, and what becomes of errors. */
@Command(name = "vmq", mixinStandardHelpOptions = true, versionProvider = VmqCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A laboratory for receive-side packet dispatch: single queue, RSS and VMQ compared.",
        subcommands = {CompareCommand.class, RunCommand.class, SearchCommand.class, SweepCommand.class,
            SteerCommand.class,
            ScenarioCommand.class},
        footer = {"", "vmq bench path measures the data path beside its peers, vmq bench jmh ... the parts.",
            "Exit codes: 0 fine, 2 bad usage or input, 3 INVALID run, 70 internal error, 130 interrupted."})
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
        String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*",
                " ");
        err.println("vmq: " + message + " (see: " + command.getCommandSpec().qualifiedName() + " --help)");
        err.flush();
        return ExitCode.BAD_INPUT;
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
