package io.vmq.tools.command;

import io.vmq.nic.adapter.AdapterReader;
import io.vmq.nic.adapter.KernelAdapters;
import io.vmq.nic.port.PortException;
import io.vmq.tools.doctor.linux.LinuxReader;
import io.vmq.tools.nic.HostState;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands about interfaces share: they ask this host, or say that it cannot be asked. */
final class NicDesk {

    private static final Path ROOT = Path.of("/");

    private NicDesk() {}

    /** Prints what a function makes of this host's interfaces. */
    static int ask(CommandSpec spec, Set<Integer> measuringCpus, BiFunction<AdapterReader, HostState, String> text) {
        if (!KernelAdapters.isPossible()) {
            spec.commandLine().getErr().println("vmq: interfaces can be asked on Linux only, not on "
                    + System.getProperty("os.name"));
            spec.commandLine().getErr().flush();
            return ExitCode.INVALID;
        }
        try (KernelAdapters kernel = KernelAdapters.open()) {
            HostState host = HostState.of(LinuxReader.read(ROOT), measuringCpus);
            StandardOutput.print(spec.commandLine(), text.apply(new AdapterReader(kernel, ROOT), host));
            return ExitCode.OK;
        } catch (PortException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }
}
