package io.vmq.tools.command;

import io.vmq.tools.scenario.BadInputException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stand-in. */
@Command(name = "run", description = "Run two commands in turns and compare what they write", sortOptions = false,
        mixinStandardHelpOptions = true)
final class GateRunCommand implements Callable<Integer> {

    @Option(names = "--baseline", paramLabel = "CMD", required = true, description = "{out} is where its result goes")
    private @Nullable String baseline;

    @Option(names = "--candidate", paramLabel = "CMD", required = true, description = "{out} is where its result goes")
    private @Nullable String candidate;

    @Option(names = "--trials", paramLabel = "N", description = "Most trials a side")
    private @Nullable String trials;

    @Mixin
    private GateOptions options = new GateOptions();

    @Mixin
    private GateOutput output = new GateOutput();

    @Override
    public Integer call() {
        throw new BadInputException(
                "gate run: not there yet " + baseline + candidate + trials + options.rules() + output.open());
    }
}
